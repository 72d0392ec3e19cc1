// What a phone is told about one ticket, and what it makes of it. No page here.
import { act, ask } from '@panels/shared/api'
import { day_of, time_of } from '@panels/shared/hall_clock'
import type { TicketStatus, Wait } from '@panels/shared/types'

export interface Spot {
  window: string
  x: number
  y: number
}
export interface PhoneTicket {
  hall: string
  hall_name: string
  hall_name_en: string
  utc_offset_s: number
  as_of: string
  remind_ahead: number
  number: string
  status: TicketStatus
  ahead: number | null
  wait: Wait | null
  calls: number
  service: { service: string; name: string; name_en: string }
  next?: { service: string; name: string; name_en: string }[] // Afterwards, by the same number.
  window: (Spot & { name: string; name_en: string; zone: string; zone_en: string }) | null
  map: Spot[]
  case?: { step: 'receipt' | 'handling' | 'completion'; at: string }[] // How far its case has come.
  rating: {
    open: boolean
    until: string | null
    given: { level: number; tags: string[]; given_at: string } | null
    follow_up: { phase: string; answer: string } | null
  }
}

const path = (token: string) => `/m/${encodeURIComponent(token)}`
export const phone = {
  ticket: (token: string) => ask<PhoneTicket>(path(token)),
  rate: (token: string, level: number, tags: string[], text: string) =>
    act(`${path(token)}/evaluation`, { level, tags, text }, 20000)
}

const ended: TicketStatus[] = ['done', 'void', 'unserved']

export const has_ended = (ticket: PhoneTicket | null) => !!ticket && ended.includes(ticket.status)

// "2026-11-23 09:05" by the hall's clock: cases go on for days.
export function day_and_time(at: string, utc_offset_s: number): string {
  const ms = Date.parse(at)
  return `${day_of(ms, utc_offset_s)} ${time_of(ms, utc_offset_s, false)}`
}

// How soon to ask again: the nearer the call, the sooner; hardly ever once it is over. A page that
// nobody looks at asks less often, but still often enough to ring in time.
export function ask_again_ms(ticket: PhoneTicket | null, hidden = false): number {
  if (!ticket) return hidden ? 30000 : 4000
  if (ended.includes(ticket.status)) {
    if (hidden) return 300000
    return ticket.status === 'done' ? 15000 : 60000
  }
  const near = ticket.status === 'called' || (ticket.ahead ?? 99) <= ticket.remind_ahead
  if (hidden) return near ? 5000 : 20000
  return near ? 2500 : 6000
}

// Whether this news deserves sound and vibration: called (again), or soon to be, once.
export function rings(before: PhoneTicket | null, now: PhoneTicket): 'called' | 'near' | null {
  if (now.status === 'called') {
    return before?.status !== 'called' || now.calls > before.calls ? 'called' : null
  }
  const near = (one: PhoneTicket) =>
    one.remind_ahead > 0 && one.status === 'waiting' && (one.ahead ?? 99) <= one.remind_ahead
  return before?.status === 'waiting' && !near(before) && near(now) ? 'near' : null
}

// Spots in a box of 100 by 60, with a margin.
export function placed(spots: Spot[]): Spot[] {
  const range = (values: number[]) => {
    const low = Math.min(...values)
    return { low, span: Math.max(...values) - low || 1 }
  }
  const xs = range(spots.map(({ x }) => x))
  const ys = range(spots.map(({ y }) => y))
  return spots.map(({ window, x, y }) => ({
    window,
    x: 6 + (88 * (x - xs.low)) / xs.span,
    y: 6 + (48 * (y - ys.low)) / ys.span
  }))
}
