// When a device asks for a rating, and how long. Running out of time is not a rating.
import type { EvaluatorDesired } from '@panels/shared/types'

export const levels = [5, 4, 3, 2, 1] as const
export const patience_s = 60
export const thanks_s = 6

// Asks while a ticket is set that this device has not settled already.
export function asks(desired: EvaluatorDesired | null, settled: number): boolean {
  return !!desired && desired.ticket !== '' && !!desired.ticket && desired.sequence > settled
}
