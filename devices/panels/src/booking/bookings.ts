// Bookings over the hall's HTTP interface. Codes, numbers and phones travel in bodies only.
import { act, ask } from '../shared/api'

export type BookingStatus =
  | 'booked'
  | 'arrived'
  | 'honoured'
  | 'no_show'
  | 'refused'
  | 'unserved'
  | 'cancelled'

export const booking_statuses: BookingStatus[] = [
  'booked',
  'arrived',
  'honoured',
  'no_show',
  'refused',
  'unserved',
  'cancelled'
]

export interface Booking {
  booking: string
  code: string | null
  status: BookingStatus
  service: string
  day: string
  begins: string
  ends: string
  name: string | null
  phone: string | null
  channel: string
  reference: string
  reason: string
  number: string
  ticket?: string | null
  made_at: string
  warnings?: { code: string; field: string; detail: string }[]
}
export interface BookingDay {
  day: string
  free: number
  bookable: boolean
  refusal: string
}
export interface BookingSlot {
  begins: string
  ends: string
  capacity: number
  free: number
  bookable: boolean
  refusal: string
}
export interface SeatSlot {
  services: string[]
  begins: string
  ends: string
  capacity: number
  taken: number
  arrived: number
}

const path = (hall: string, rest = '') =>
  `/halls/${encodeURIComponent(hall)}/appointments${rest}`
const query = (fields: Record<string, string>) =>
  `?${new URLSearchParams(Object.entries(fields).filter(([, value]) => value))}`

export const bookings = {
  days: (hall: string, service: string) =>
    ask<{ days: BookingDay[] }>(path(hall, `/days${query({ service })}`)),
  slots: (hall: string, service: string, day: string) =>
    ask<{ slots: BookingSlot[] }>(path(hall, `/slots${query({ service, day })}`)),
  seats: (hall: string, day: string) =>
    ask<{ services: string[]; slots: SeatSlot[] }>(path(hall, `/seats${query({ day })}`)),
  search: (hall: string, fields: Record<string, string>) =>
    ask<{ bookings: Booking[]; found: number }>(path(hall, query(fields))),
  find: (hall: string, whose: { code?: string; id_number?: string; phone?: string }) =>
    act<{ bookings: Booking[] }>(path(hall, '/find'), whose),
  book: (hall: string, body: unknown) => act<Booking>(path(hall), body),
  change: (hall: string, code: string, day: string, begins: string) =>
    act<Booking>(path(hall, '/change'), { code, day, begins }),
  cancel: (hall: string, code: string) => act<Booking>(path(hall, '/cancel'), { code }),
  staff_cancel: (hall: string, booking: string, reason: string) =>
    act<Booking>(path(hall, `/${booking}/cancel`), { reason }),
  record: (hall: string, booking: string, outcome: string, reason: string) =>
    act<Booking>(path(hall, `/${booking}/outcome`), { outcome, reason })
}
