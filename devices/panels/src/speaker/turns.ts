// What a page that may speak does next, told from what the zone's speaker says. Pure: no sound, no
// network, no clock.
export interface Announcement {
  sequence: number
  ticket: string
  number: string
  window: string
  call: number
  text: string
  text_en: string
  length_ms: number
  rounds: number
}
export interface Speaking {
  announcement: Announcement
  round: number
  heard: boolean
  dropped: boolean
}
export interface SpeakerView {
  desired: {
    voiced: boolean
    current: Speaking | null
    elapsed_ms: number
    waiting: Announcement[]
    sequence: number
  }
  reported: { page: string; heard: boolean; deaf: boolean }
}
export type Speakers = 'board' | 'every_board' | 'displays'

// A round that began longer ago is left to the clock: nobody wants half a call, or an old one.
export const late_ms = 2500
// A page that speaks and has not begun by then may be gone.
export const patience_ms = 3300

export interface Self {
  page: string
  speakers: Speakers
  kind: 'board' | 'display'
  windows: string[] // Of a display: those it belongs to.
}

export const takes_part = (self: Self): boolean =>
  (self.speakers === 'displays') === (self.kind === 'display')

// Where one page speaks for all, it must be this one.
export const is_speaker = (view: SpeakerView, self: Self): boolean =>
  takes_part(self) && (self.speakers !== 'board' || view.reported.page === self.page)

export function may_claim(view: SpeakerView, self: Self): boolean {
  if (!takes_part(self) || self.speakers !== 'board') return false
  const { page, deaf, heard } = view.reported
  if (page === self.page) return false
  const silent =
    !!view.desired.current && !heard && view.desired.elapsed_ms >= patience_ms - 300
  return !page || deaf || silent
}

export const key_of = (speaking: Speaking): string =>
  `${speaking.announcement.sequence}/${speaking.round}`

// The round that this page should speak now; null: none. `done`: those that it has spoken or let
// go.
export function turn_of(
  view: SpeakerView,
  self: Self,
  done: ReadonlySet<string>
): Speaking | null {
  const { current, elapsed_ms, voiced } = view.desired
  if (!voiced || !current || !is_speaker(view, self)) return null
  if (self.kind === 'display' && !self.windows.includes(current.announcement.window)) return null
  if (done.has(key_of(current)) || elapsed_ms > late_ms) return null
  return current
}

export function caption_of(view: SpeakerView | null, english: boolean): string {
  const spoken = view?.desired.voiced ? view.desired.current?.announcement : null
  if (!spoken) return ''
  return english ? spoken.text_en || spoken.text : spoken.text || spoken.text_en
}
