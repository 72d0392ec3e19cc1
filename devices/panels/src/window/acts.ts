// What a window may press, when, and with which key. Pure: the page draws what this says; the hall
// decides in the end and its refusals are shown in words.
import type { WindowView } from '@panels/shared/types'

export type ActName =
  | 'call-next'
  | 'start'
  | 'finish'
  | 'recall'
  | 'no-show'
  | 'park'
  | 'unpark'
  | 'transfer'
  | 'plan'
  | 'call'
  | 'void'
  | 'undo'
  | 'pause'
  | 'resume'
  | 'close'
  | 'open'

export interface Act {
  name: ActName
  word: string // Key under tablet.*
  shortcut: string
  asks: boolean // Opens a sheet: for what must be typed or chosen, or cannot be taken back.
}

export const acts: Record<ActName, Act> = {
  'call-next': { name: 'call-next', word: 'next', shortcut: 'N', asks: false },
  start: { name: 'start', word: 'start', shortcut: 'S', asks: false },
  finish: { name: 'finish', word: 'finish', shortcut: 'F', asks: false },
  recall: { name: 'recall', word: 'recall', shortcut: 'R', asks: false },
  'no-show': { name: 'no-show', word: 'no_show', shortcut: 'X', asks: true },
  park: { name: 'park', word: 'park', shortcut: 'P', asks: false },
  unpark: { name: 'unpark', word: 'unpark', shortcut: 'U', asks: true },
  transfer: { name: 'transfer', word: 'transfer', shortcut: 'T', asks: true },
  plan: { name: 'plan', word: 'plan', shortcut: 'M', asks: true },
  call: { name: 'call', word: 'special', shortcut: 'C', asks: true },
  void: { name: 'void', word: 'void', shortcut: 'V', asks: true },
  undo: { name: 'undo', word: 'undo', shortcut: 'Z', asks: false },
  pause: { name: 'pause', word: 'pause', shortcut: 'B', asks: true },
  resume: { name: 'resume', word: 'resume', shortcut: 'B', asks: false },
  close: { name: 'close', word: 'close', shortcut: 'Q', asks: true },
  open: { name: 'open', word: 'open', shortcut: 'O', asks: true }
}

const by_state: Record<WindowView['state'], ActName[]> = {
  closed: ['open'],
  idle: ['call-next', 'call', 'unpark', 'void', 'pause', 'close', 'undo'],
  called: ['start', 'recall', 'no-show', 'park', 'transfer', 'plan', 'void', 'pause', 'undo'],
  serving: ['finish', 'park', 'transfer', 'plan', 'pause', 'undo'],
  paused: ['resume', 'void', 'close', 'undo']
}

export function allowed(view: WindowView, name: ActName): boolean {
  if (view.pausing && name === 'pause') return false
  if (view.pausing && name === 'resume') return true
  return by_state[view.state].includes(name)
}

// The act that a key asks for now; pause and resume share theirs.
export function act_for_key(view: WindowView, key: string): ActName | null {
  const letter = key.toUpperCase()
  const found = Object.values(acts).find(
    (act) => act.shortcut === letter && allowed(view, act.name)
  )
  return found?.name ?? null
}
