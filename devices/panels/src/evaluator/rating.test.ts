import { describe, expect, it } from 'vitest'
import { tags_of } from '../words/tags'
import { asks, levels } from './rating'

const wish = (ticket: string, sequence: number) => ({
  window: '3',
  ticket,
  number: 'A001',
  clerk: 'c',
  sequence
})

describe('[EV-01] the evaluator', () => {
  it('asks only while the hall wants a rating', () => {
    expect(asks(null, 0)).toBe(false)
    expect(asks(wish('', 7), 0)).toBe(false)
    expect(asks(wish('20261121-A001', 7), 0)).toBe(true)
  })
  it('does not ask again what was answered or timed out here', () => {
    expect(asks(wish('20261121-A001', 7), 7)).toBe(false)
    expect(asks(wish('20261121-A002', 8), 7)).toBe(true)
  })
  it('[EV-03] offers five levels, the best first', () => {
    expect([...levels]).toEqual([5, 4, 3, 2, 1])
  })
  it('every reason begins with the digit of its level', () => {
    for (const level of levels) {
      expect(tags_of(level)).toHaveLength(8)
      for (const { code } of tags_of(level)) expect(code[0]).toBe(String(level))
    }
  })
})
