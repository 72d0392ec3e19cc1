import { describe, expect, it } from 'vitest'
import { busiest, joined, samples_of_day, with_sample, type Sample } from './session'

const sample = (at: number, issued = at, tax = 1): Sample => ({
  at,
  waiting: { tax },
  issued,
  served: 0
})

describe('the session behind the charts', () => {
  it('stays small however long the day is', () => {
    let samples: Sample[] = []
    for (let at = 1; at <= 5000; ++at) samples = with_sample(samples, sample(at))
    expect(samples.length).toBeLessThanOrEqual(480)
    expect(samples[samples.length - 1].at).toBe(5000)
  })
  it('begins with what the server counted before the page was opened', () => {
    const half = (key: string, arrived: number, served: number) => ({
      key,
      figures: { arrived, served, queue_mean: 2.4 }
    })
    const day = [half('2026-11-21T08:30+08:00', 4, 1), half('2026-11-21T09:00+08:00', 3, 5)]
    const until = Date.parse('2026-11-21T09:15+08:00')
    expect(samples_of_day(day, { tax: day }, until)).toEqual([
      { at: Date.parse('2026-11-21T09:00+08:00'), waiting: { tax: 2 }, issued: 4, served: 1 }
    ])
    expect(samples_of_day(day, {}, until + 3600000)[1]).toMatchObject({ issued: 7, served: 6 })
  })
  it('a new day starts over', () => {
    expect(with_sample([sample(1, 90), sample(2, 91)], sample(3, 0))).toHaveLength(1)
  })
  it('the same moment is not counted twice', () => {
    expect(with_sample([sample(5)], sample(5))).toHaveLength(1)
  })
  it('two halls are drawn together, each line under its own hall', () => {
    const both = joined([
      { hall: 'a', samples: [sample(1, 1, 2), sample(9, 4, 3)] },
      { hall: 'b', samples: [sample(2, 10, 7)] }
    ])
    expect(both[1]).toEqual({ at: 9, waiting: { 'a/tax': 3, 'b/tax': 7 }, issued: 14, served: 0 })
  })
  it('names the longest lines first', () => {
    expect(busiest([{ at: 1, waiting: { a: 1, b: 9, c: 4 }, issued: 0, served: 0 }], 2)).toEqual([
      'b',
      'c'
    ])
  })
})
