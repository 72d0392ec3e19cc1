// Which sentence an event of the feed is, and its look. Events that no person reads have none.
import type { HallEvent } from '@panels/shared/types'
import type { Look } from '@panels/shared/states'

export interface Sentence {
  key: string
  look: Look
  values: Record<string, string>
}

// Bookings are told by their id; the drawer shows the rest.
const booking_looks: Record<string, Look> = {
  booked: { tone: 'slate', icon: 'clock' },
  changed: { tone: 'slate', icon: 'arrow' },
  cancelled: { tone: 'grey', icon: 'cross' },
  checked_in: { tone: 'blue', icon: 'person' },
  ticket_linked: { tone: 'blue', icon: 'paper' },
  outcome_recorded: { tone: 'slate', icon: 'check' }
}

const looks: Record<string, Look> = {
  issued: { tone: 'slate', icon: 'paper' },
  called: { tone: 'amber', icon: 'bell' },
  special: { tone: 'amber', icon: 'bell' },
  recalled: { tone: 'amber', icon: 'bell' },
  started: { tone: 'green', icon: 'person' },
  finished: { tone: 'grey', icon: 'check' },
  service_finished: { tone: 'grey', icon: 'arrow' },
  visit_planned: { tone: 'slate', icon: 'bookmark' },
  reminded: { tone: 'blue', icon: 'bell' },
  returned: { tone: 'slate', icon: 'clock' },
  block_leased: { tone: 'slate', icon: 'paper' },
  lease_ended: { tone: 'grey', icon: 'dash' },
  no_show: { tone: 'brown', icon: 'skip' },
  voided: { tone: 'grey', icon: 'cross' },
  parked: { tone: 'violet', icon: 'bookmark' },
  unparked: { tone: 'slate', icon: 'clock' },
  transferred: { tone: 'slate', icon: 'arrow' },
  undone: { tone: 'slate', icon: 'undo' },
  ticket_set_aside: { tone: 'red', icon: 'alert' },
  unbound: { tone: 'slate', icon: 'arrow' },
  strategy_set: { tone: 'slate', icon: 'arrow' },
  ticket_released: { tone: 'slate', icon: 'ready' },
  window_opened: { tone: 'blue', icon: 'power' },
  window_closed: { tone: 'pale', icon: 'power' },
  window_paused: { tone: 'violet', icon: 'pause' },
  window_resumed: { tone: 'blue', icon: 'ready' },
  pause_asked: { tone: 'violet', icon: 'pause' },
  pause_withdrawn: { tone: 'blue', icon: 'ready' },
  doors_opened: { tone: 'blue', icon: 'power' },
  doors_closed: { tone: 'pale', icon: 'power' },
  day_ended: { tone: 'slate', icon: 'clock' },
  lapsed: { tone: 'grey', icon: 'dash' },
  configured: { tone: 'slate', icon: 'check' }
}

function booking_sentence(name: string, { data }: HallEvent): Sentence | null {
  const look = booking_looks[name]
  if (!look) return null
  const made = data.booking as Record<string, unknown> | string
  const booking = typeof made === 'string' ? made : String(made.booking)
  const status = name === 'outcome_recorded' ? `_${String(data.status)}` : ''
  const values = { booking, number: String(data.number ?? '') }
  return { key: `booking_${name}${status}`, look, values }
}

interface Change {
  at: string
  before: string
  after: string
}
const changes_shown = 3

// "services/tax/offered true → false", "+ windows/6", "− windows/5".
function changes_sentence({ data }: HallEvent): Sentence {
  const changes = data.changes as Change[]
  const texts = changes.slice(0, changes_shown).map(({ at, before, after }) => {
    if (!before) return `+ ${at}`
    return after ? `${at} ${before} → ${after}` : `− ${at}`
  })
  const left = changes.length - texts.length + Number(data.more)
  if (left > 0) texts.push(`… ${left}`)
  const values = { changes: texts.join('; ') }
  return { key: 'rules_changed', look: { tone: 'slate', icon: 'arrow' }, values }
}

export function sentence_of(event: HallEvent): Sentence | null {
  const [kind, name] = event.type.split('.')
  const values = Object.fromEntries(
    Object.entries(event.data).map(([key, value]) => [
      key,
      value === null || value === undefined ? '' : String(value)
    ])
  )
  if (event.type === 'evaluation.given') {
    const level = Number(event.data.level)
    const tone = level <= 2 ? 'red' : level === 3 ? 'amber' : 'green'
    return { key: 'rated', look: { tone, icon: 'star' }, values }
  }
  if (event.type === 'hall.rules_changed') return changes_sentence(event)
  if (kind === 'appointment_book') return booking_sentence(name, event)
  if (kind !== 'waiting_room') return null
  const key = name === 'called' && event.data.special ? 'special' : name
  return looks[key] ? { key, look: looks[key], values } : null
}
