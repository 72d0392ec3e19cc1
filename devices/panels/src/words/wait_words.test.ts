import { describe, expect, it } from 'vitest'
import { wait_words } from '../shared/wait_words'
import en from './en'
import zh from './zh'

const with_words =
  (words: Record<string, string>) =>
  (key: string, values: Record<string, unknown> = {}): string =>
    Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, String(value)),
      words[key.replace('wait.', '')] ?? key
    )
const said = (low_s: number, likely_s: number | null, high_s: number | null) =>
  [zh, en].map((words) => wait_words({ low_s, likely_s, high_s }, 2, with_words(words.wait)))

describe('[Q-28] a wait in words', () => {
  it('is an interval of whole minutes, wide rather than narrow', () => {
    expect(said(125, 200, 301)).toEqual(['约 2–6 分钟', '2–6 min'])
    expect(said(30, 60, 130)).toEqual(['3 分钟内', 'within 3 min'])
    expect(said(0, 0, 0)).toEqual(['即到即办', 'No waiting'])
  })
  it('has no upper end where one in ten is not called today', () => {
    expect(said(1250, 3000, null)).toEqual(['20 分钟以上', '20 min or more'])
    expect(said(10, 300, null)).toEqual(['1 分钟以上', '1 min or more'])
  })
  it('is no number where it is likely not to be today', () => {
    expect(said(0, null, null)).toEqual(['今天可能来不及办理', 'perhaps not today'])
  })
  it('is not made up where nothing is known', () => {
    expect(wait_words(null, 2, with_words(zh.wait))).toBe('正在估算')
    expect(wait_words(null, 0, with_words(en.wait))).toBe('No window open')
  })
})
