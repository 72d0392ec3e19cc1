// The live feed of one hall: every committed event after a position, none missing, none twice.
// Reconnects with back-off and resumes; a gap or another epoch makes it start over from a reload.
import type { HallEvent } from './types'

export interface LiveHandlers {
  event(event: HallEvent): void
  online(is: boolean): void
  reset(): void // The feed's past is no longer ours: load the state again, then call restart.
}

export interface Socket {
  onopen: ((this: any, event: any) => void) | null
  onmessage: ((this: any, event: any) => void) | null
  onclose: ((this: any, event: any) => void) | null
  onerror: ((this: any, event: any) => void) | null
  close(): void
}
export type Dial = (url: string) => Socket

const dial_browser: Dial = (url) => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return new WebSocket(`${scheme}://${location.host}${url}`) as Socket
}

// The hall was restored, or knows less than we do: what the page shows may no longer be true.
const is_elsewhere = (code: string) =>
  code === 'feed.epoch_changed' || code === 'feed.beyond_head'

export class Live {
  position = 0
  epoch = 0
  greeted = false // By the server, on the connection that is open.
  private socket: Socket | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private watch: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private stopped = true

  constructor(
    private readonly hall: string,
    private readonly handlers: LiveHandlers,
    private readonly dial: Dial = dial_browser
  ) {}

  // Starts (over) after the position that the loaded state stands at; epoch 0: not known.
  start(position: number, epoch = 0): void {
    this.drop()
    this.stopped = false
    this.position = position
    this.epoch = epoch
    this.connect()
  }

  stop(): void {
    this.stopped = true
    this.drop()
  }

  // A page that woke up, or whose request failed, asks for a fresh connection at once.
  hurry(): void {
    if (this.stopped || this.socket) return
    clearTimeout(this.timer)
    this.connect()
  }

  private drop(): void {
    clearTimeout(this.timer)
    clearTimeout(this.watch)
    const socket = this.socket
    this.socket = null
    this.greeted = false
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null
    socket.close()
  }

  private connect(): void {
    const url =
      `/api/v1/live?hall=${encodeURIComponent(this.hall)}&from=${this.position}` +
      (this.epoch ? `&epoch=${this.epoch}` : '')
    const socket = this.dial(url)
    this.socket = socket
    this.watch = setTimeout(() => this.lost(), 8000)
    socket.onmessage = (message) => this.take(JSON.parse(message.data))
    socket.onclose = (event) => this.closed(String(event?.reason ?? ''))
    socket.onerror = () => {}
  }

  private closed(reason: string): void {
    if (!is_elsewhere(reason)) return this.lost()
    this.start_over()
  }

  private start_over(): void {
    this.stop()
    this.handlers.online(false)
    this.handlers.reset()
  }

  private take(frame: any): void {
    clearTimeout(this.watch)
    if (is_elsewhere(frame.code)) return this.start_over()
    if (frame.hello) {
      this.failures = 0
      if ((this.epoch && frame.epoch !== this.epoch) || frame.head < this.position) {
        return this.start_over()
      }
      this.epoch = frame.epoch
      this.greeted = true
      this.handlers.online(true)
      return
    }
    if (typeof frame.position === 'number') this.follow(frame as HallEvent)
  }

  private follow(event: HallEvent): void {
    if (event.position <= this.position) return // Seen already: a resume may repeat the edge.
    if (event.previous > this.position) {
      // A gap: fetch what lies between.
      this.lost()
      return
    }
    this.position = event.position
    this.handlers.event(event)
  }

  private lost(): void {
    if (this.stopped) return
    this.drop()
    this.handlers.online(false)
    const wait = Math.min(250 * 2 ** this.failures, 5000) * (0.75 + Math.random() / 2)
    this.failures += 1
    this.timer = setTimeout(() => this.connect(), wait)
  }
}
