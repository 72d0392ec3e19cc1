import { Refused, Unreachable } from '@panels/shared/api'
import { describe, expect, it } from 'vitest'
import { hand_on, KeptRatings, type KeptRating } from './kept'

const store = () => {
  const held = new Map<string, string>()
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value)
  }
}
const given = (ticket: string) => ({
  ticket,
  level: 5,
  tags: ['510'],
  at: '2026-11-22T01:00:00Z'
})

describe('[EV-14] ratings given while the server is away', () => {
  it('outlast the page and are told apart by their sequence', () => {
    const held = store()
    const first = new KeptRatings('h', 'evaluator-1', held).keep(given('A001'))
    const second = new KeptRatings('h', 'evaluator-1', held).keep(given('A002'))
    expect(second.epoch).toBe(first.epoch)
    expect(second.sequence).toBe(first.sequence + 1)
    expect(new KeptRatings('h', 'evaluator-1', held).waiting.value).toEqual([first, second])
    expect(new KeptRatings('h', 'evaluator-2', held).waiting.value).toEqual([])
  })
  it('use no sequence twice, also when nothing waits any more', () => {
    const kept = new KeptRatings('h', 'evaluator-1', store())
    const first = kept.keep(given('A001'))
    kept.settle(first)
    expect(kept.waiting.value).toEqual([])
    expect(kept.keep(given('A002')).sequence).toBe(first.sequence + 1)
  })
  it('go in order until the server is away again', async () => {
    const kept = new KeptRatings('h', 'evaluator-1', store())
    for (const ticket of ['A001', 'A002', 'A003']) kept.keep(given(ticket))
    const sent: string[] = []
    await hand_on(kept, async ({ ticket }: KeptRating) => {
      if (ticket === 'A002') throw new Unreachable('away')
      sent.push(ticket)
    })
    expect(sent).toEqual(['A001'])
    expect(kept.waiting.value.map(({ ticket }) => ticket)).toEqual(['A002', 'A003'])
  })
  it('are settled by every refusal that is about them, and by no other', async () => {
    const kept = new KeptRatings('h', 'evaluator-1', store())
    const refusals = new Map([
      ['A001', new Refused(409, 'evaluation.already_given', '')],
      ['A002', new Refused(404, 'ticket.unknown', '')],
      ['A003', new Refused(409, 'ticket.not_served', '')],
      ['A004', new Refused(422, 'request.invalid', '')],
      ['A005', new Refused(404, 'hall.unknown', '')],
      ['A006', new Refused(403, 'host.not_allowed', '')],
      ['A007', new Refused(404, 'http.404', '')],
      ['A008', new Refused(500, 'defect', '')]
    ])
    for (const ticket of refusals.keys()) kept.keep(given(ticket))
    await hand_on(kept, async ({ ticket }: KeptRating) => {
      throw refusals.get(ticket)
    })
    expect(kept.waiting.value.map(({ ticket }) => ticket)).toEqual([
      'A005',
      'A006',
      'A007',
      'A008'
    ])
  })
  it('go as given now where the server does not believe the clock', async () => {
    const kept = new KeptRatings('h', 'evaluator-1', store())
    kept.keep(given('A001'))
    const sent: boolean[] = []
    await hand_on(kept, async (_: KeptRating, captured: boolean) => {
      sent.push(captured)
      if (captured) throw new Refused(422, 'evaluation.bad_capture', '')
    })
    expect(sent).toEqual([true, false])
    expect(kept.waiting.value).toEqual([])
  })
  it('are kept until the page goes where the browser stores nothing', () => {
    const none = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      }
    }
    const kept = new KeptRatings('h', 'evaluator-1', none)
    kept.keep(given('A001'))
    kept.keep(given('A002'))
    expect(kept.waiting.value).toHaveLength(2)
  })
})
