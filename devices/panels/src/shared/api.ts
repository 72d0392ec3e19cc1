// The hall's HTTP interface: typed questions and acts, refusals as values with a code.
// A command keeps one Idempotency-Key through every repeat, so a lost reply never acts twice.
import type {
  Actor,
  Delivery,
  DeliveryCount,
  Device,
  Floor,
  HallEvent,
  HallSummary,
  HorizonScore,
  Item,
  Label,
  Rating,
  Ticket,
  Vitals,
  WindowView,
  Wish
} from './types'

const base = '/api/v1'

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly field = ''
  ) {
    super(`${code}: ${detail}`)
  }
}

// The server could not be reached, or was too busy to answer: worth asking again. `code` is the
// server's own reason, when it is there and says one: overloaded, disk.full.
export class Unreachable extends Error {
  constructor(
    reason: string,
    readonly after_ms = 0,
    readonly code = ''
  ) {
    super(reason)
  }
}

// UUIDv7: time first, so that the server's index of ids stays warm.
export function new_key(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let at = 5, time = now; at >= 0; --at, time = Math.floor(time / 256)) bytes[at] = time % 256
  bytes[6] = 0x70 | (bytes[6] & 0x0f)
  bytes[8] = 0x80 | (bytes[8] & 0x3f)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function token(): string | null {
  try {
    return sessionStorage.getItem('atrium.token')
  } catch {
    return null
  }
}

interface Ask {
  method?: string
  body?: unknown
  key?: string
  timeout_ms?: number
}

async function refusal_of(answer: Response): Promise<Error> {
  const problem = (await answer.json().catch(() => ({}))) as Record<string, string>
  if (answer.status === 429 || answer.status >= 502) {
    return new Unreachable(
      problem.detail ?? answer.statusText,
      Number(answer.headers.get('Retry-After') ?? 0) * 1000,
      problem.code ?? ''
    )
  }
  return new Refused(
    answer.status,
    problem.code ?? `http.${answer.status}`,
    problem.detail ?? problem.title ?? answer.statusText,
    problem.field ?? ''
  )
}

export async function ask<T>(path: string, options: Ask = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.key) headers['Idempotency-Key'] = options.key
  const bearer = token()
  if (bearer) headers.Authorization = `Bearer ${bearer}`
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), options.timeout_ms ?? 8000)
  try {
    const answer = await fetch(base + path, {
      method: options.method ?? 'GET',
      headers,
      signal: stop.signal,
      cache: 'no-store',
      body: options.body === undefined ? undefined : JSON.stringify(options.body)
    })
    if (!answer.ok) throw await refusal_of(answer)
    return (await answer.json()) as T
  } catch (trouble) {
    if (trouble instanceof Refused || trouble instanceof Unreachable) throw trouble
    throw new Unreachable(String(trouble))
  } finally {
    clearTimeout(timer)
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

export type OnRetry = (trouble: Unreachable) => void

// Sends a command until it is answered or patience_ms is over; every repeat carries the same key,
// and none comes sooner than the server asked for. A key of before: the command of before, again.
export async function act<T>(
  path: string,
  body: unknown = {},
  patience_ms = 20000,
  on_retry?: OnRetry,
  key = new_key()
): Promise<T> {
  const until = Date.now() + patience_ms
  for (let wait = 300; ; wait = Math.min(wait * 2, 3000)) {
    try {
      return await ask<T>(path, { method: 'POST', body, key })
    } catch (trouble) {
      if (!(trouble instanceof Unreachable)) throw trouble
      const next = Math.max(wait, trouble.after_ms)
      if (Date.now() + next > until) throw trouble
      on_retry?.(trouble)
      await pause(next)
    }
  }
}

const enc = encodeURIComponent
type At<T> = T & { position: number }

export const api = {
  halls: () => ask<{ halls: HallSummary[] }>('/halls'),
  floor: (hall: string, at_least = 0) =>
    ask<Floor>(`/halls/${enc(hall)}${at_least ? `?at_least=${at_least}` : ''}`),
  tickets: (hall: string, query: Record<string, string>) =>
    ask<{ tickets: Ticket[] }>(`/halls/${enc(hall)}/tickets?${new URLSearchParams(query)}`),
  calibration: (hall: string) =>
    ask<{ hall: string; nominal: number; today: HorizonScore[]; lately: HorizonScore[] }>(
      `/halls/${enc(hall)}/calibration`
    ),
  ticket: (hall: string, id: string) => ask<Ticket>(`/halls/${enc(hall)}/tickets/${enc(id)}`),
  events: (hall: string, from: number, limit: number) =>
    ask<{ events: HallEvent[]; head: number; epoch: number }>(
      `/halls/${enc(hall)}/events?from=${from}&limit=${limit}`
    ),
  release: (hall: string, id: string, on_retry?: OnRetry) =>
    act<At<Ticket>>(
      `/halls/${enc(hall)}/tickets/${enc(id)}/release`,
      undefined,
      20000,
      on_retry
    ),
  actors: (limit: number) =>
    ask<{ actors: Actor[]; partitions: Vitals[] }>(`/ops/actors?limit=${limit}`),
  revive: ({ partition, kind, id }: Actor) =>
    act(`/ops/actors/${enc(partition)}/${enc(kind)}/${enc(id)}/revive`, undefined, 6000),
  take: (hall: string, wish: Wish, key: string, on_retry?: OnRetry) =>
    act<At<Ticket>>(`/halls/${enc(hall)}/tickets`, wish, 15000, on_retry, key),
  find: (hall: string, person: object) =>
    ask<{ tickets: Ticket[] }>(`/halls/${enc(hall)}/tickets/find`, {
      method: 'POST',
      body: person
    }),
  check_in: (hall: string, machine: string, person: object, next: string[] = []) =>
    act<{ ticket: Ticket }>(
      `/halls/${enc(hall)}/appointments/check-in`,
      { ...person, machine, next },
      15000
    ),
  items: (hall: string) => ask<{ items: Item[] }>(`/halls/${enc(hall)}/items`),
  label: (hall: string, ticket: string) =>
    ask<Label>(`/halls/${enc(hall)}/labels/${enc(ticket)}`),
  stamp: (hall: string, ticket: string, step: string, window: string) =>
    act<Label>(`/halls/${enc(hall)}/labels/${enc(ticket)}/stamps`, { step, window }, 8000),
  unstamp: (hall: string, ticket: string, step: string) =>
    act<Label>(`/halls/${enc(hall)}/labels/${enc(ticket)}/withdraw`, { step }, 8000),
  deliveries: () =>
    ask<{ channels: DeliveryCount[]; deliveries: Delivery[] }>('/ops/deliveries?limit=50'),
  reprint: (hall: string, id: string, machine: string) =>
    act(`/halls/${enc(hall)}/tickets/${enc(id)}/reprint`, { machine }, 6000),
  window_act: (
    hall: string,
    window: string,
    action: string,
    body: unknown,
    on_retry?: OnRetry
  ) =>
    act<At<WindowView>>(
      `/halls/${enc(hall)}/windows/${enc(window)}/${action}`,
      body,
      20000,
      on_retry
    ),
  rate: (hall: string, id: string, given: Rating, patience_ms = 15000) =>
    act(`/halls/${enc(hall)}/tickets/${enc(id)}/evaluation`, given, patience_ms),
  hall_act: (hall: string, action: string, body: unknown = {}) =>
    act(`/halls/${enc(hall)}/${action}`, body),
  device: <D extends Device<any, any>>(hall: string, kind: string, id: string) =>
    ask<D>(`/halls/${enc(hall)}/devices/${enc(kind)}/${enc(id)}`),
  report: <D extends Device<any, any>>(hall: string, kind: string, id: string, body: unknown) =>
    act<D>(`/halls/${enc(hall)}/devices/${enc(kind)}/${enc(id)}/report`, body, 10000)
}
