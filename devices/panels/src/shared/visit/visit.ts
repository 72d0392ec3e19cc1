// What somebody asks one number for: a service, several in order, or a journey of the hall by name.
// Values only; whether it can be, the server alone decides.
import type { Floor, Journey, Service, Ticket, Wish } from '../types'
import { service_name } from '@panels/words/i18n'

export interface Visit {
  services: string[] // In order; of a journey, for people to see.
  journey?: string
}
export type Obstacle = '' | 'no_window' | 'limit' | 'closed' | 'other'
export interface Step {
  id: string
  name: string // In the language shown.
  service?: Service
  obstacle: Obstacle
}
export interface Choice {
  service: Service
  why: Obstacle
  at: number // Its place in the visit; -1: not in it.
}

export const services_max = 8 // Of one visit, as the server has it.

export const visit_of = ({ journey, services }: Journey): Visit => ({ services, journey })

// A service that is in the visit already stays where it is; a journey is taken as it is.
export function with_service(visit: Visit | null, id: string): Visit {
  if (!visit) return { services: [id] }
  const full = visit.journey || visit.services.length >= services_max
  return full || visit.services.includes(id) ? visit : { services: [...visit.services, id] }
}

// Nothing where nothing is left.
export function without_service(visit: Visit, id: string): Visit | null {
  if (visit.journey) return visit
  const services = visit.services.filter((one) => one !== id)
  return services.length ? { services } : null
}

// Why a service cannot be asked for now. The number is of the first one's series: a further service
// may be added when its own numbers are given out.
export function obstacle(service: Service | undefined, first: boolean): Obstacle {
  if (!service) return 'other'
  const why = service.accepting ? '' : service.refusal
  if (why === 'limit' && !first) return ''
  if (why === 'no_window' || why === 'limit' || why === 'closed') return why
  return service.accepting ? '' : 'other'
}

// `booked`: a booking has its own service, and these come after it.
export function steps_of(visit: Visit | null, floor: Floor, booked = false): Step[] {
  return (visit?.services ?? []).map((id, at) => {
    const service = floor.services.find((one) => one.service === id)
    const name = service_name(id, floor.services)
    return { id, name, service, obstacle: obstacle(service, at === 0 && !booked) }
  })
}

// What may be chosen first, or added to a visit.
export const choices_of = (services: Service[], visit: Visit | null, first: boolean): Choice[] =>
  services.map((service) => ({
    service,
    why: obstacle(service, first),
    at: visit?.services.indexOf(service.service) ?? -1
  }))

// The step for which a journey cannot be begun now.
export const missing_of = (journey: Journey, floor: Floor): Step | undefined =>
  steps_of(visit_of(journey), floor).find((step) => step.obstacle)

// What of these is in none of the tickets that somebody has.
export function rest_of(services: string[], tickets: Ticket[]): string[] {
  const had = tickets.flatMap(({ service, next }) => [service, ...(next ?? [])])
  return services.filter((one) => !had.includes(one))
}

// What is said of a visit before its number is taken, as a key of machine.visit.
export function said_of(visit: Visit | null, steps: Step[]) {
  if (!steps.some((step) => step.obstacle)) return 'what'
  return visit?.journey ? 'journey_blocked' : 'blocked'
}

// Why these cannot come after a booking, as a key of machine.visit; its own service counts too.
export function not_after_booking(steps: Step[]): '' | 'blocked_booking' | 'full_booking' {
  if (steps.some((step) => step.obstacle)) return 'blocked_booking'
  return steps.length >= services_max ? 'full_booking' : ''
}

export const wish_of = ({ services, journey }: Visit): Pick<Wish, 'services' | 'journey'> =>
  journey ? { journey } : { services }

// Whether a refusal is about what was asked for, and not about who asks.
export const is_about_visit = (code: string) => /^(service|visit|journey|hall)\./.test(code)

// Whether Back leads home and not to what was chosen. Whoever has put several services together
// need not do so again, nor whoever got no answer; what was added to a booking stays with the
// check-in.
export function leads_home(
  visit: Visit | null,
  at: { check_in: boolean; refused: boolean; unanswered: boolean }
): boolean {
  if (!visit) return true
  if (visit.services.length > 1) return false
  return at.refused ? !at.check_in && !at.unanswered : at.check_in
}
