// What an LED strip of a dozen characters says of a window. Pure.
import type { Shown } from '@panels/shared/calls'

export const strip_length = 12

export interface StripWords {
  call: (number: string, window: string) => string // The longest first, if it fits.
  short: (number: string, window: string) => string
  serving: (number: string) => string
  idle: (window: string) => string
  paused: string
  closed: string
}

const characters = (text: string) => Array.from(text)

// No longer than the strip; what does not fit ends with a sign of it.
export function fitted(text: string, length = strip_length): string {
  const all = characters(text.replace(/\s+/g, ' ').trim())
  return all.length <= length ? all.join('') : all.slice(0, length - 1).join('') + '…'
}

export function strip_text(shown: Shown, words: StripWords, length = strip_length): string {
  const { number, window } = shown
  switch (shown.state) {
    case 'called': {
      const full = words.call(number, window)
      return fitted(characters(full).length <= length ? full : words.short(number, window), length)
    }
    case 'serving':
      return fitted(words.serving(number), length)
    case 'paused':
      return fitted(shown.text || words.paused, length)
    case 'closed':
      return fitted(words.closed, length)
    case 'idle':
      return fitted(words.idle(window), length)
  }
}
