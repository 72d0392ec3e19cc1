// What the hall's HTTP interface answers, as the pages use it. Not a store: values only.

export type TicketStatus =
  'waiting' | 'called' | 'serving' | 'parked' | 'done' | 'no_show' | 'void' | 'unserved'
export type WindowState = 'closed' | 'idle' | 'called' | 'serving' | 'paused'

export interface Wait {
  low_s: number
  high_s: number
}

export interface Ticket {
  id: string
  number: string
  service: string
  status: TicketStatus
  window: string | null
  ahead: number | null
  wait: Wait | null
  calls: number
  priority?: number
  channel?: string
  holder?: string | null
  issued_at: string | null
  called_at: string | null
  started_at: string | null
  finished_at: string | null
  set_aside?: { why: string; at: string } | null
  next?: string[] // Services of the visit still to do.
}

export interface WindowView {
  window: string
  state: WindowState
  staff: string | null
  reason: string
  since: string | null
  services: string[]
  ticket: Ticket | null
  waiting: number
  served: number
  pausing?: boolean
}

export interface FloorWindow extends WindowView {
  name: string
  name_en: string
  zone: string
  x: number
  y: number
  class: string
  displays: string[]
  evaluator: string | null
}

export interface Service {
  service: string
  name: string
  name_en: string
  series: string
  class: string
  waiting: number
  longest_wait_s: number
  wait: Wait | null
  windows_open: number
  issued: number
  served: number
  accepting: boolean
  refusal: string
}

export interface Named {
  name: string
  name_en: string
}
export interface Counts {
  issued: number
  waiting: number
  called: number
  serving: number
  parked: number
  done: number
  no_show: number
  void: number
  unserved: number
}

export interface Floor {
  hall: string
  name: string
  name_en: string
  day: string
  time_zone: string
  utc_offset_s: number
  open: boolean
  mode: string
  as_of: string
  position: number
  epoch: number
  windows: FloorWindow[]
  services: Service[]
  zones: (Named & { zone: string })[]
  classes: (Named & { class: string })[]
  devices: { kind: string; id: string; zone?: string; window?: string }[]
  counts: Counts
  lines: Ticket[]
  set_aside?: Ticket[]
  texts: Record<string, string>
  texts_en: Record<string, string>
}

export interface HallSummary extends Named {
  hall: string
  open: boolean
  waiting: number
  windows_open: number
}

// An entity in memory: what it does, and who waits for it. Times in milliseconds.
export interface Actor {
  partition: string
  kind: string
  id: string
  state: 'recovering' | 'awake' | 'leaving' | 'quarantined'
  doing: string
  doing_ms: number
  waiting: number
  waiting_ms: number
  syncing: number
  syncing_ms: number
  handled: number
  defects: number
  idle_ms: number
  trouble: string
}

export interface Vitals {
  partition: string
  awake: number
  awake_bytes: number
  recovering: number
  quarantined: number
  defects: number
  waiting: number
  waiting_ms: number
  turned_away: number
  timers_waiting: number
}

// One committed event of a hall's feed.
export interface HallEvent {
  position: number
  previous: number
  stream: string
  version: number
  type: string
  at: string
  data: Record<string, unknown>
}

export interface Device<Desired = Record<string, unknown>, Reported = Record<string, unknown>> {
  device: string
  desired: Desired
  reported: Reported
  in_step: boolean
}
export interface DisplayDesired {
  window: string
  number: string
  state: string
  text: string
  calls: number
  sequence: number
}
export interface EvaluatorDesired {
  window: string
  ticket: string
  number: string
  clerk: string
  sequence: number
}
export interface Slip {
  ticket: string
  number: string
  service: string
  ahead: number
  issued_at: string
  sequence: number
}
export interface MachineDesired {
  slips: Slip[]
}
export interface MachineReported {
  printed?: number[]
  paper?: string
  online?: boolean
}
