// What needs a person first, most urgent first. Pure: floor, open cases and time in, findings out.
import type { Floor } from '@panels/shared/types'
import type { Rating } from '../ratings/ratings'

export interface Finding {
  kind:
    | 'set_aside'
    | 'no_window'
    | 'starving'
    | 'unanswered'
    | 'long_pause'
    | 'poor_rating'
    | 'three_stars'
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
  rating?: string // The ticket whose rating it is about.
  left_min?: number | null // Until its deadline, negative behind it; null: none could be reckoned.
}

export const bounds = { starving_s: 1800, unanswered_s: 240, long_pause_s: 1200, soon_min: 1440 }

// What nobody has taken up is shown at once; what somebody works at, when its last day begins.
function of_case(one: Rating, now_ms: number): Finding[] {
  const left_min = one.due ? Math.floor((Date.parse(one.due) - now_ms) / 60000) : null
  const late = left_min !== null && left_min < 0
  const taken_up = one.phase !== 'opened'
  if (taken_up && (left_min === null || left_min > bounds.soon_min)) return []
  return [
    {
      kind: late
        ? 'follow_up_overdue'
        : taken_up
          ? 'follow_up'
          : one.level <= 2
            ? 'poor_rating'
            : 'three_stars',
      about: one.number || one.ticket,
      window: one.window,
      number: one.level,
      rating: one.ticket,
      left_min
    }
  ]
}

// "5 h": how long until a deadline, or since.
export function left_words(
  left_min: number,
  t: (key: string, values?: Record<string, unknown>) => string
): string {
  const minutes = Math.abs(left_min)
  if (minutes >= 2880) return t('room.left.days', { n: Math.floor(minutes / 1440) })
  if (minutes >= 60) return t('room.left.hours', { n: Math.floor(minutes / 60) })
  return t('room.left.minutes', { n: minutes })
}

export function findings(floor: Floor, cases: Rating[], now_ms: number): Finding[] {
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
  for (const one of cases) found.push(...of_case(one, now_ms))
  const order = [
    'set_aside',
    'no_window',
    'follow_up_overdue',
    'poor_rating',
    'three_stars',
    'follow_up',
    'starving',
    'unanswered',
    'limit',
    'long_pause'
  ]
  return found.sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) ||
      (b.minutes ?? 0) - (a.minutes ?? 0) ||
      (a.left_min ?? 0) - (b.left_min ?? 0)
  )
}
