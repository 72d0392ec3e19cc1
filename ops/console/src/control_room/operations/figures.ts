// Times and amounts of the operations drawer, as people read them. Pure.
import type { Actor } from '@panels/shared/types'

export interface Amount {
  key: 'ms' | 's'
  n: string
}

// 940 → 940 ms, 2400 → 2.4 s.
export function lasting(ms: number): Amount {
  return ms < 1000 ? { key: 'ms', n: String(ms) } : { key: 's', n: (ms / 1000).toFixed(1) }
}

export const name_of = ({ kind, id }: Actor) => `${kind}/${id}`

// What deserves an eye: somebody has waited, or it works at one thing, longer than this.
export const slow_ms = 1000
export const is_slow = (actor: Actor) =>
  actor.waiting_ms >= slow_ms || (actor.doing !== '' && actor.doing_ms >= slow_ms)

const megabyte = 1048576
export const memory = (bytes: number) =>
  bytes < megabyte
    ? `${Math.ceil(bytes / 1024)} KB`
    : `${(bytes / megabyte).toFixed(bytes < 10 * megabyte ? 1 : 0)} MB`
