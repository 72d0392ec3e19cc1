// What the screens of a hall show, told by its events as they come: each window's number and state,
// and the last calls. Pure, so that a screen changes with the event and not with the next request.
import type { Floor, HallEvent } from './types'

export interface Shown {
  window: string
  state: 'idle' | 'called' | 'serving' | 'paused' | 'closed'
  number: string
  text: string // Why it is paused.
  pausing: boolean
  calls: number
  at: string // The instant of the last call.
}
export interface Called {
  number: string
  window: string
  at: string
  position: number
  service?: string
}

const word = (value: unknown) => (value === undefined || value === null ? '' : String(value))

export function shown_of(floor: Floor): Map<string, Shown> {
  return new Map(
    floor.windows.map((view) => [
      view.window,
      {
        window: view.window,
        state: view.state,
        number: view.ticket?.number ?? '',
        text: view.reason,
        pausing: !!view.pausing,
        calls: view.ticket?.calls ?? 0,
        at: view.ticket?.called_at ?? ''
      }
    ])
  )
}

function released(before: Shown): Shown {
  const state = before.state === 'closed' ? 'closed' : before.pausing ? 'paused' : 'idle'
  return { ...before, state, number: '', calls: 0, pausing: false }
}

// The window after the event, or null if the event says nothing about it.
export function after(before: Shown, event: HallEvent): Shown | null {
  const [kind, name] = event.type.split('.')
  if (kind !== 'waiting_room') return null
  if (name === 'day_ended') return released(before)
  const data = event.data
  if (word(data.window) !== before.window) return null
  switch (name) {
    case 'called':
    case 'recalled':
      return {
        ...before,
        state: 'called',
        number: word(data.number) || before.number,
        calls: Number(data.call ?? before.calls + 1),
        at: event.at
      }
    case 'started':
      return { ...before, state: 'serving' }
    case 'finished':
    case 'service_finished':
    case 'no_show':
    case 'parked':
    case 'transferred':
      return released(before)
    case 'voided':
      return data.current ? released(before) : null
    case 'pause_asked':
      return { ...before, pausing: true, text: word(data.reason) }
    case 'pause_withdrawn':
      return { ...before, pausing: false, text: '' }
    case 'window_opened':
      return { ...released(before), state: 'idle', text: '' }
    case 'window_closed':
      return { ...released(before), state: 'closed', text: '' }
    case 'window_paused':
      return { ...released(before), state: 'paused', text: word(data.reason) }
    case 'window_resumed':
      return {
        ...before,
        pausing: false,
        text: '',
        state: before.state === 'paused' ? 'idle' : before.state
      }
    default:
      return null
  }
}

export function call_of(event: HallEvent): Called | null {
  if (event.type !== 'waiting_room.called' && event.type !== 'waiting_room.recalled') return null
  return {
    number: word(event.data.number),
    window: word(event.data.window),
    at: event.at,
    position: event.position
  }
}

// Newest first; a recall moves its number up instead of showing it twice.
export function with_call(calls: Called[], call: Called, most: number): Called[] {
  return [call, ...calls.filter((one) => one.number !== call.number)].slice(0, most)
}
