// The hall's own time as a page knows it: what the server last said, carried on by the page's
// clock. A simulated hall runs faster than life, so the pace is measured, not assumed.

export class HallClock {
  private said_ms = 0
  private heard_ms = 0
  private pace = 1

  hear(as_of: string, local_ms: number): void {
    const said = Date.parse(as_of)
    if (!Number.isFinite(said) || said === this.said_ms) return
    const passed = local_ms - this.heard_ms
    if (this.said_ms && said < this.said_ms) this.pace = 1
    if (this.said_ms && passed < 1000) return
    if (this.said_ms && said > this.said_ms && passed < 60000) {
      const seen = (said - this.said_ms) / passed
      this.pace = seen > 0.7 && seen < 1.4 ? 1 : Math.min(Math.max(seen, 0), 3600)
    }
    this.said_ms = said
    this.heard_ms = local_ms
  }

  now(local_ms: number): number {
    if (!this.said_ms) return local_ms
    return this.said_ms + (local_ms - this.heard_ms) * this.pace
  }

  // Seconds since an instant, never negative.
  since(instant: string | null | undefined, local_ms: number): number {
    if (!instant) return 0
    return Math.max(0, Math.round((this.now(local_ms) - Date.parse(instant)) / 1000))
  }
}

const two = (value: number) => String(value).padStart(2, '0')

// 24 h time of day in the hall's zone.
export function time_of(instant_ms: number, utc_offset_s: number, seconds = true): string {
  const at = new Date(instant_ms + utc_offset_s * 1000)
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
  return seconds ? `${clock}:${two(at.getUTCSeconds())}` : clock
}

// The day in the hall's zone: "2026-11-23".
export function day_of(instant_ms: number, utc_offset_s: number): string {
  return new Date(instant_ms + utc_offset_s * 1000).toISOString().slice(0, 10)
}

// 4:05 or 1:02:03, for a running time.
export function running(seconds: number): string {
  const h = Math.floor(seconds / 3600),
    m = Math.floor(seconds / 60) % 60,
    s = seconds % 60
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
