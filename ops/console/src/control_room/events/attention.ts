// What needs a person first, most urgent first. Pure: floor and time in, findings out.
import type { Floor, HallEvent } from '@panels/shared/types'

export interface Finding {
  kind:
    | 'set_aside'
    | 'no_window'
    | 'starving'
    | 'unanswered'
    | 'long_pause'
    | 'poor_rating'
    | 'follow_up'
    | 'follow_up_overdue'
    | 'limit'
  about: string // Key of the service or window, or the ticket's number.
  window?: string
  service?: string
  minutes?: number
  number?: number
  ticket?: string // Can be released.
  why?: string
}

export const bounds = { starving_s: 1800, unanswered_s: 240, long_pause_s: 1200, ratings_s: 1800 }

export function findings(floor: Floor, events: HallEvent[], now_ms: number): Finding[] {
  const found: Finding[] = []
  const since = (at: string | null) => (at ? (now_ms - Date.parse(at)) / 1000 : 0)
  for (const ticket of floor.set_aside ?? []) {
    found.push({
      kind: 'set_aside',
      about: ticket.number,
      ticket: ticket.id,
      service: ticket.service,
      why: ticket.set_aside?.why ?? ''
    })
  }
  for (const service of floor.services) {
    if (service.waiting && !service.windows_open) {
      found.push({
        kind: 'no_window',
        about: service.service,
        service: service.service,
        number: service.waiting
      })
    } else if (service.longest_wait_s > bounds.starving_s) {
      found.push({
        kind: 'starving',
        about: service.service,
        service: service.service,
        minutes: Math.floor(service.longest_wait_s / 60)
      })
    }
    if (service.refusal === 'limit') {
      found.push({ kind: 'limit', about: service.service, service: service.service })
    }
  }
  for (const view of floor.windows) {
    const lasted = since(view.since)
    if (view.state === 'called' && lasted > bounds.unanswered_s) {
      found.push({
        kind: 'unanswered',
        about: view.window,
        window: view.window,
        minutes: Math.floor(lasted / 60)
      })
    }
    if (view.state === 'paused' && lasted > bounds.long_pause_s) {
      found.push({
        kind: 'long_pause',
        about: view.window,
        window: view.window,
        minutes: Math.floor(lasted / 60)
      })
    }
  }
  const ended = new Set(
    events
      .filter(({ type }) => type === 'evaluation.follow_up_closed')
      .map(({ data }) => String(data.ticket))
  )
  for (const event of events) {
    if (event.type !== 'evaluation.follow_up_reminded') continue
    if (ended.has(String(event.data.ticket))) continue
    found.push({
      kind: event.data.overdue ? 'follow_up_overdue' : 'follow_up',
      about: String(event.data.ticket),
      window: String(event.data.window)
    })
  }
  for (const event of events) {
    if (event.type !== 'evaluation.given' || Number(event.data.level) > 2) continue
    if (since(event.at) > bounds.ratings_s) continue
    found.push({
      kind: 'poor_rating',
      about: String(event.data.ticket),
      window: String(event.data.window),
      number: Number(event.data.level)
    })
  }
  const order = [
    'set_aside',
    'no_window',
    'follow_up_overdue',
    'poor_rating',
    'follow_up',
    'starving',
    'unanswered',
    'limit',
    'long_pause'
  ]
  return found.sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (b.minutes ?? 0) - (a.minutes ?? 0)
  )
}
