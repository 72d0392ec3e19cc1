import { describe, expect, it } from 'vitest'
import { day_of, HallClock, running, time_of } from './hall_clock'

describe("the hall's clock", () => {
  it('goes on between two answers', () => {
    const clock = new HallClock()
    clock.hear('2026-11-20T01:00:00Z', 1000)
    expect(clock.since('2026-11-20T00:59:50Z', 6000)).toBe(15)
  })
  it('runs at the pace of a hall that is faster than life', () => {
    const clock = new HallClock()
    clock.hear('2026-11-20T01:00:00Z', 0)
    clock.hear('2026-11-20T01:02:00Z', 2000)
    expect(clock.since('2026-11-20T01:02:00Z', 3000)).toBe(60)
  })
  it('never shows a negative time', () => {
    const clock = new HallClock()
    clock.hear('2026-11-20T01:00:00Z', 0)
    expect(clock.since('2026-11-20T01:00:09Z', 1000)).toBe(0)
  })
  it("shows the time of day in the hall's zone", () => {
    expect(time_of(Date.parse('2026-11-20T17:05:09Z'), 28800)).toBe('01:05:09')
    expect(day_of(Date.parse('2026-11-20T17:05:09Z'), 28800)).toBe('2026-11-21')
    expect(day_of(Date.parse('2026-11-20T15:59:59Z'), 28800)).toBe('2026-11-20')
    expect(running(3725)).toBe('1:02:05')
    expect(running(65)).toBe('1:05')
  })
})
