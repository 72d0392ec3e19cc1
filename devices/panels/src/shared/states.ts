// One language of states: the same colour, icon and word on every page. Colours are tokens.
import type { FloorWindow, Ticket, TicketStatus, WindowState } from './types'

export type Tone =
  'slate' | 'amber' | 'green' | 'violet' | 'brown' | 'grey' | 'struck' | 'pale' | 'blue' | 'red'
export interface Look {
  tone: Tone
  icon: string
}

export const ticket_looks: Record<TicketStatus, Look> = {
  waiting: { tone: 'slate', icon: 'clock' },
  called: { tone: 'amber', icon: 'bell' },
  serving: { tone: 'green', icon: 'person' },
  parked: { tone: 'violet', icon: 'bookmark' },
  no_show: { tone: 'brown', icon: 'skip' },
  done: { tone: 'grey', icon: 'check' },
  void: { tone: 'struck', icon: 'cross' },
  unserved: { tone: 'grey', icon: 'dash' }
}

export const window_looks: Record<WindowState, Look> = {
  closed: { tone: 'pale', icon: 'power' },
  idle: { tone: 'blue', icon: 'ready' },
  called: { tone: 'amber', icon: 'bell' },
  serving: { tone: 'green', icon: 'person' },
  paused: { tone: 'violet', icon: 'pause' }
}

export const window_states: WindowState[] = ['serving', 'called', 'idle', 'paused', 'closed']

// "3" sorts before "12", and "A2" before "A10".
export function by_number(a: { window: string }, b: { window: string }): number {
  return a.window.localeCompare(b.window, 'en', { numeric: true })
}

// Whether the window is one that may call the ticket: bound to it or to who works there, else any
// that serves its service.
export function may_call(
  view: Pick<FloorWindow, 'window' | 'staff' | 'services'>,
  ticket: Pick<Ticket, 'bound' | 'bound_staff' | 'service'>
): boolean {
  if (ticket.bound) return ticket.bound === view.window
  if (ticket.bound_staff) return ticket.bound_staff === view.staff
  return view.services.includes(ticket.service)
}

// A panel is addressed by the window's number or by the id of its device.
export function windows_of(
  windows: FloorWindow[],
  key: string,
  kind: 'display' | 'evaluator'
): FloorWindow[] {
  const exact = windows.filter((window) => window.window === key)
  const screen = exact[0]?.displays?.[0]
  // The screen over a window may be another's as well: it shows both.
  if (kind === 'display' && screen) return windows_of(windows, screen, kind)
  if (exact.length) return exact
  return windows.filter((window) =>
    kind === 'display' ? (window.displays ?? []).includes(key) : window.evaluator === key
  )
}
