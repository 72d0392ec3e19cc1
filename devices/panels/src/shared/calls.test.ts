import { describe, expect, it } from 'vitest'
import { after, call_of, with_call, type Shown } from './calls'
import type { HallEvent } from './types'

const idle: Shown = {
  window: '3',
  state: 'idle',
  number: '',
  text: '',
  pausing: false,
  calls: 0,
  at: ''
}
const told = (name: string, data: Record<string, unknown>): HallEvent => ({
  position: 7,
  previous: 6,
  stream: 'waiting_room/main',
  version: 7,
  type: `waiting_room.${name}`,
  at: '2026-11-21T01:02:03.000Z',
  data
})
const story = (...events: HallEvent[]) =>
  events.reduce((shown, event) => after(shown, event) ?? shown, idle)
const called = told('called', { ticket: 't', number: 'A001', window: '3', call: 1 })

describe('[DS-01] a window display', () => {
  it('shows the number with the call', () => {
    expect(story(called)).toMatchObject({ state: 'called', number: 'A001', calls: 1 })
  })
  it('does not change by calls of other windows', () => {
    expect(after(idle, told('called', { number: 'A002', window: '4', call: 1 }))).toBe(null)
  })
  it('[Q-17] a recall counts', () => {
    expect(story(called, told('recalled', { number: 'A001', window: '3', call: 2 })).calls).toBe(2)
  })
  it('[Q-20] a finished ticket leaves the screen at once', () => {
    expect(
      story(called, told('started', { window: '3' }), told('finished', { window: '3' }))
    ).toMatchObject({ state: 'idle', number: '' })
  })
  it('[Q-21] a pause waits for the ticket at the window, then its text replaces all', () => {
    const pausing = story(called, told('pause_asked', { window: '3', reason: '午休' }))
    expect(pausing).toMatchObject({ state: 'called', pausing: true })
    expect(after(pausing, told('finished', { window: '3' }))).toMatchObject({
      state: 'paused',
      text: '午休',
      number: ''
    })
  })
  it('shows no number of a day that is over', () => {
    expect(story(called, told('day_ended', { day: '2026-11-21' })).number).toBe('')
  })
})

describe('[DS-02] the list of last calls', () => {
  it('shows a number called twice once, and first', () => {
    const call = (number: string) => ({ ...call_of(called)!, number })
    const list = ['A001', 'A002', 'A001'].reduce(
      (calls, number) => with_call(calls, call(number), 5),
      [] as ReturnType<typeof with_call>
    )
    expect(list.map(({ number }) => number)).toEqual(['A001', 'A002'])
  })
})
