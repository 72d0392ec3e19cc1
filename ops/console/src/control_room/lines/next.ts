// Whom the next window of a service calls; who waits for one window or one member of staff alone is
// next at no other.
import type { Ticket } from '@panels/shared/types'

type InLine = Pick<Ticket, 'number' | 'service' | 'bound' | 'bound_staff'>

export const next_of = (service: string, lines: InLine[]): string =>
  lines.find((one) => one.service === service && !one.bound && !one.bound_staff)?.number ?? ''
