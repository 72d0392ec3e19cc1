import { describe, expect, test } from 'vitest'
import type { Shown } from '@panels/shared/calls'
import { fitted, strip_length, strip_text, type StripWords } from './strip'

const words: StripWords = {
  call: (number, window) => `请${number}号到${window}号窗口`,
  short: (number, window) => `${number}→${window}号`,
  serving: (number) => `${number} 办理中`,
  idle: (window) => `${window}号窗口`,
  paused: '暂停服务',
  closed: '暂未开放'
}
const shown = (more: Partial<Shown>): Shown => ({
  window: '3',
  state: 'idle',
  number: '',
  text: '',
  pausing: false,
  calls: 0,
  at: '',
  ...more
})

describe('[DS-01] an LED strip of twelve characters', () => {
  test('says the call in full where it fits and shorter where not', () => {
    const call = shown({ state: 'called', number: 'A001' })
    expect(strip_text(call, words)).toBe('请A001号到3号窗口')
    expect(strip_text({ ...call, number: 'AB0001', window: '12' }, words)).toBe('AB0001→12号')
  })
  test('says each state of a window', () => {
    expect(strip_text(shown({ state: 'serving', number: 'A001' }), words)).toBe('A001 办理中')
    expect(strip_text(shown({}), words)).toBe('3号窗口')
    expect(strip_text(shown({ state: 'closed' }), words)).toBe('暂未开放')
    expect(strip_text(shown({ state: 'paused' }), words)).toBe('暂停服务')
  })
  test('[Q-21] a pause text replaces everything', () => {
    const away = shown({ state: 'paused', number: 'A001', text: '人离开五分钟' })
    expect(strip_text(away, words)).toBe('人离开五分钟')
  })
  test('is never longer than the strip', () => {
    const long = fitted('工作人员暂时离开，请稍候或前往其他窗口')
    expect(Array.from(long)).toHaveLength(strip_length)
    expect(long.endsWith('…')).toBe(true)
  })
})
