import type { Actor } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import { is_slow, lasting, memory } from './figures'

const actor = (more: Partial<Actor>) =>
  ({ waiting_ms: 0, doing: '', doing_ms: 0, ...more }) as Actor

describe('figures of operations', () => {
  it('times are told in a unit that can be read at a glance', () => {
    expect(lasting(940)).toEqual({ key: 'ms', n: '940' })
    expect(lasting(2400)).toEqual({ key: 's', n: '2.4' })
  })
  it('an entity is slow when somebody has waited or it works too long, not when it is idle', () => {
    expect(is_slow(actor({ waiting_ms: 1500 }))).toBe(true)
    expect(is_slow(actor({ doing: 'recover', doing_ms: 4000 }))).toBe(true)
    expect(is_slow(actor({ doing: '', doing_ms: 4000 }))).toBe(false)
  })
  it('memory is told in a unit that can be read at a glance', () => {
    expect(memory(1500)).toBe('2 KB')
    expect(memory(3 * 1048576)).toBe('3.0 MB')
    expect(memory(300 * 1048576)).toBe('300 MB')
  })
})
