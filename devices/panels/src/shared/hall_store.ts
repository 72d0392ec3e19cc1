// One hall as a page sees it: the floor at a position, kept current by the live feed. Events mark
// the floor stale and it is fetched again, at most every refresh_ms; who must be quicker listens.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { api, Refused, Unreachable } from './api'
import { HallClock } from './hall_clock'
import { Live } from './live'
import type { Floor, HallEvent } from './types'

export type Listener = (event: HallEvent) => void

const refresh_ms = 250
const hidden_refresh_ms = 3000
const idle_refresh_ms = 10000
const events_kept = 2000
const page = 1000 // The most events that one question may ask for.

export class HallStore {
  readonly floor: ShallowRef<Floor | null> = shallowRef(null)
  readonly events: ShallowRef<HallEvent[]> = shallowRef([]) // Newest last.
  readonly online = ref(false)
  readonly busy = ref(false) // The server is there and has too much to do: the picture ages.
  readonly trouble: ShallowRef<Refused | null> = shallowRef(null)
  readonly clock = new HallClock()
  private readonly listeners = new Set<Listener>()
  private readonly live: Live
  private timer: ReturnType<typeof setTimeout> | undefined
  private fetched_at = 0
  private fetching = false
  private stale = false
  private failures = 0
  private asked_to_wait_ms = 0
  private stopped = false
  private buffer: HallEvent[] = []
  private publishing = false

  constructor(
    readonly hall: string,
    private readonly history: number
  ) {
    this.live = new Live(hall, {
      event: (event) => this.absorb(event),
      online: (is) => {
        this.online.value = is
        if (is) this.refresh()
      },
      reset: () => void this.load()
    })
    void this.load()
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // Asks for a fresh floor soon; many askers cost one request.
  refresh(): void {
    this.stale = true
    this.schedule()
  }

  // A reply told of a position before the feed did: the page shows it without waiting.
  get position(): number {
    return this.live.position
  }

  hurry(): void {
    this.live.hurry()
    this.refresh()
  }

  stop(): void {
    this.stopped = true
    this.live.stop()
    clearTimeout(this.timer)
    this.listeners.clear()
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer)
    const floor = await this.fetch(0)
    if (this.stopped) return
    if (!floor) {
      this.timer = setTimeout(() => void this.load(), this.wait_after_failure())
      return
    }
    this.buffer = []
    if (this.history) await this.load_history(floor.position)
    if (this.stopped) return
    this.live.start(floor.position, floor.epoch)
    this.schedule()
  }

  private async load_history(position: number): Promise<void> {
    try {
      let from = Math.max(0, position - this.history)
      while (from < position && !this.stopped) {
        const { events } = await api.events(this.hall, from, Math.min(page, position - from))
        if (!events.length) break
        this.buffer.push(...events.filter((event) => event.position <= position))
        from = events[events.length - 1].position
      }
      this.events.value = [...this.buffer]
    } catch {
      /* The page works without its past. */
    }
  }

  private absorb(event: HallEvent): void {
    this.buffer.push(event)
    if (this.buffer.length > events_kept + 200) this.buffer = this.buffer.slice(-events_kept)
    this.publish()
    for (const listener of this.listeners) listener(event)
    this.stale = true
    this.schedule()
  }

  private publish(): void {
    if (this.publishing) return
    this.publishing = true
    setTimeout(() => {
      this.publishing = false
      this.events.value = [...this.buffer]
    }, 120)
  }

  private schedule(): void {
    if (this.stopped || this.fetching) return
    clearTimeout(this.timer)
    const pace = document.hidden ? hidden_refresh_ms : refresh_ms
    const wait = !this.stale
      ? idle_refresh_ms
      : this.failures
        ? this.wait_after_failure()
        : Math.max(0, this.fetched_at + pace - Date.now())
    this.timer = setTimeout(() => void this.renew(), wait)
  }

  private async renew(): Promise<void> {
    this.fetching = true
    this.stale = false
    const floor = await this.fetch(this.live.position)
    this.fetching = false
    if (!floor) this.stale = true
    this.schedule()
  }

  private async fetch(at_least: number): Promise<Floor | null> {
    try {
      const floor = await api.floor(this.hall, at_least)
      this.failures = 0
      this.asked_to_wait_ms = 0
      this.busy.value = false
      this.fetched_at = Date.now()
      this.trouble.value = null
      this.clock.hear(floor.as_of, this.fetched_at)
      this.floor.value = floor
      if (this.live.greeted) this.online.value = true // A question was lost, the feed was not.
      return floor
    } catch (trouble) {
      this.failures += 1
      if (trouble instanceof Unreachable) this.asked_to_wait_ms = trouble.after_ms
      this.busy.value = trouble instanceof Unreachable && trouble.code === 'overloaded'
      if (trouble instanceof Refused) this.trouble.value = trouble
      else if (!this.busy.value) this.online.value = false
      return null
    }
  }

  private wait_after_failure(): number {
    return Math.max(Math.min(300 * 2 ** this.failures, 5000), this.asked_to_wait_ms)
  }
}

// The store of one hall for as long as the component lives.
export function use_hall(hall: string, history = 0): HallStore {
  const store = new HallStore(hall, history)
  const wake = () => {
    if (!document.hidden) store.hurry()
  }
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', wake)
    window.removeEventListener('online', wake)
    store.stop()
  })
  return store
}

// The page's clock, for running times.
export function use_ticks(every_ms = 1000): Ref<number> {
  const now = ref(Date.now())
  const timer = setInterval(() => {
    now.value = Date.now()
  }, every_ms)
  onScopeDispose(() => clearInterval(timer))
  return now
}
