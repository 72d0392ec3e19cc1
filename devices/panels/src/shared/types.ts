// What the hall's HTTP interface answers, as the pages use it. Not a store: values only.

export type TicketStatus =
  'waiting' | 'called' | 'serving' | 'parked' | 'done' | 'no_show' | 'void' | 'unserved'
export type WindowState = 'closed' | 'idle' | 'called' | 'serving' | 'paused'

// Without high_s it may not be today, without likely_s it is not likely to be.
export interface Wait {
  low_s: number
  likely_s: number | null
  high_s: number | null
}

// What was told of waits, against what came of it; seconds.
export interface HorizonScore {
  horizon: string
  called: number
  inside: number
  sooner: number
  later: number
  coverage: number
  error_s: number
  average_error_s: number
  width_s: number
  waited_s: number
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
  bound?: string | null // Waits for this window alone …
  bound_staff?: string | null // … or for this member of staff.
  issued_at: string | null
  called_at: string | null
  started_at: string | null
  finished_at: string | null
  set_aside?: { why: string; at: string } | null
  why?: Why | null
  next?: string[] // Services of the visit still to do.
  link?: string
  holder_shown?: { name?: string; id_number?: string; phone?: string }
  warnings?: { code: string; field: string; detail: string }[]
}

// Why this ticket and no other was called, or would be.
export interface Why {
  strategy: string
  priority: number
  booked: boolean
  overtook: number
  bound: string
  times: number
  weight: number
  score_s: number
  higher: number
  lower: number
  waited_for: string // "window" or "staff": for this one alone.
}

// What a ticket is asked for with.
export interface Wish {
  services?: string[] // Under one number, in order; or a journey.
  journey?: string
  channel: string
  machine?: string
  holder?: object
  priority?: number
  staff_password?: string
}

// An item of the catalogue, and what its slip tells.
export interface Item extends Named {
  service: string
  directions: string
  directions_en: string
  notice: string
  notice_en: string
  materials: string[]
  materials_en: string[]
  slip: string[]
  slip_en: string[]
  label: boolean
}

export interface Label {
  ticket: string
  stamps: { step: 'receipt' | 'handling' | 'completion'; window: string; at: string }[]
}

// How a message to another system went.
export interface Delivery {
  id: string
  channel: string
  key: string
  at: string
  tries: number
  taken: boolean
  why: string
}
export interface DeliveryCount {
  channel: string
  taken: number
  failed: number
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
  next?: { ticket: string; number: string; why: Why } | null
  strategy?: { in_force: Strategy; set: boolean } | null
}

export interface Strategy {
  name: string
  order: string
  weighing: string
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
// Several services under one number, by name.
export interface Journey extends Named {
  journey: string
  services: string[]
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
  journeys?: Journey[]
  devices: { kind: string; id: string; zone?: string; window?: string }[]
  counts: Counts
  lines: Ticket[]
  set_aside?: Ticket[]
  strategies?: Strategy[]
  texts: Record<string, string>
  texts_en: Record<string, string>
  speakers?: string
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
export interface Rating {
  level: number
  tags: string[]
  text: string
  channel: string
  capture?: { device: string; epoch: number; sequence: number; at: string }
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
