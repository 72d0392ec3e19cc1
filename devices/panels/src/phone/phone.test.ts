import { describe, expect, it } from 'vitest'
import { ask_again_ms, placed, rings, type PhoneTicket } from './phone'

const ticket = (more: Partial<PhoneTicket>): PhoneTicket =>
  ({ status: 'waiting', ahead: 9, calls: 0, remind_ahead: 3, ...more }) as PhoneTicket

describe('a phone page', () => {
  it('[Q-36] asks more often the nearer the call', () => {
    const far = ask_again_ms(ticket({}))
    expect(ask_again_ms(ticket({ ahead: 3 }))).toBeLessThan(far)
    expect(ask_again_ms(ticket({ status: 'called', ahead: null }))).toBeLessThan(far)
    expect(ask_again_ms(ticket({ status: 'void' }))).toBeGreaterThan(far)
  })
  it('asks less often while nobody looks at it, and still rings in time', () => {
    for (const one of [null, ticket({}), ticket({ ahead: 1 }), ticket({ status: 'done' })]) {
      expect(ask_again_ms(one, true)).toBeGreaterThan(ask_again_ms(one))
    }
    expect(ask_again_ms(ticket({ status: 'called', ahead: null }), true)).toBeLessThan(10000)
  })
  it('[Q-36] rings for each call, and once when few are ahead', () => {
    const called = ticket({ status: 'called', ahead: null, calls: 1 })
    expect(rings(ticket({ ahead: 0 }), called)).toBe('called')
    expect(rings(called, called)).toBe(null)
    expect(rings(called, { ...called, calls: 2 })).toBe('called')
    expect(rings(ticket({ ahead: 4 }), ticket({ ahead: 3 }))).toBe('near')
    expect(rings(ticket({ ahead: 3 }), ticket({ ahead: 2 }))).toBe(null)
    expect(rings(null, ticket({ ahead: 2 }))).toBe(null)
    const silent = (ahead: number) => ticket({ ahead, remind_ahead: 0 })
    expect(rings(silent(1), silent(0))).toBe(null)
  })
  it('draws the windows inside its map, also when all stand in a row', () => {
    for (const { x, y } of placed([
      { window: '1', x: 10, y: 5 },
      { window: '2', x: 30, y: 5 }
    ])) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(100)
      expect(y).toBeGreaterThanOrEqual(0)
    }
  })
})
