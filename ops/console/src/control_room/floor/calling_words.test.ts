import { describe, expect, it } from 'vitest'
import type { Why } from '@panels/shared/types'
import { strategy_words, why_words } from './calling_words'

const said = ['times', 'priority', 'overtook']
const say = (key: string, values: Record<string, unknown> = {}) => {
  const own = said.some((one) => key.endsWith(`.${one}`))
  return key.replace('room.', '') + (own ? Object.values(values)[0] : '')
}
const why = (given: Partial<Why>): Why => ({
  strategy: 'booked_first',
  priority: 0,
  booked: false,
  overtook: 0,
  bound: '',
  times: 0,
  weight: 0,
  score_s: 0,
  higher: 0,
  lower: 0,
  waited_for: '',
  ...given
})

describe('the reason of a call in words', () => {
  it('names the strategy and that nobody was overtaken', () => {
    expect(why_words(why({}), say)).toEqual(['why.booked_first', 'why.earliest'])
  })
  it('names the bound before any strategy', () => {
    const words = why_words(why({ bound: 'times', times: 5, strategy: 'ageing' }), say)
    expect(words[0]).toBe('why.times5')
  })
  it('says first whom the ticket waited for alone', () => {
    expect(why_words(why({ waited_for: 'staff' }), say)[0]).toBe('why.for_staff')
    expect(why_words(why({ waited_for: 'window' }), say)[0]).toBe('why.for_window')
  })
  it('names class, appointment, own services and whom it overtook', () => {
    const given = { strategy: 'own_first+by_time', priority: 2, booked: true, overtook: 3 }
    expect(why_words(why(given), say)).toEqual([
      'why.by_time',
      'why.priority2',
      'why.booked',
      'why.own_first',
      'why.overtook3'
    ])
  })
  it('calls a strategy of the hall by its name and kind', () => {
    const fair = { name: 'fair', order: 'by_time', weighing: 'strict' }
    expect(strategy_words(fair, say)).toBe('fair · strategy.by_time')
    expect(strategy_words({ ...fair, name: 'ageing', weighing: 'ageing' }, say)).toBe(
      'strategy.ageing'
    )
  })
})
