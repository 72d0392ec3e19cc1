// What a person has already, when a new number is refused for it: open tickets, or the booking that
// is not for now.
import { bookings, type Booking } from '@panels/booking/bookings'
import { api, Refused } from '@panels/shared/api'
import type { Ticket } from '@panels/shared/types'
import type { Person } from './identity'

export interface Own {
  tickets: Ticket[]
  bookings: Booking[]
}

const has_ticket = ['ticket.one_per_person', 'appointment.already_checked_in']
const not_now = [
  'appointment.too_early',
  'appointment.too_late',
  'appointment.of_a_later_day',
  'service.has_no_window'
]

const booked_by = async (hall: string, who: Person) => (await bookings.find(hall, who)).bookings

// A booking's own code tells no person: the booking knows its ticket.
async function tickets_of(hall: string, who: Person): Promise<Ticket[]> {
  if (!who.code || who.code.includes(':')) return (await api.find(hall, who)).tickets
  const [booking] = await booked_by(hall, who)
  return booking?.ticket ? [await api.ticket(hall, booking.ticket)] : []
}

// Nothing where a refusal is not about that, or the server does not say.
export async function own_of(hall: string, who: Person, trouble: unknown): Promise<Own | null> {
  if (!(trouble instanceof Refused)) return null
  try {
    if (has_ticket.includes(trouble.code)) {
      const tickets = await tickets_of(hall, who)
      return tickets.length ? { tickets, bookings: [] } : null
    }
    if (!not_now.includes(trouble.code)) return null
    const open = (await booked_by(hall, who)).filter(({ status }) => status === 'booked')
    return open.length ? { tickets: [], bookings: open } : null
  } catch {
    return null
  }
}
