// What every hall screen needs: the windows as shown, moved by events at once, and the last calls.
import { onScopeDispose, shallowRef, watch } from 'vue'
import { after, call_of, shown_of, with_call, type Called, type Shown } from './calls'
import type { HallStore } from './hall_store'
import type { HallEvent } from './types'

export const pulse_ms = 6000
const calls_kept = 60

export function use_screen(store: HallStore) {
  const shown = shallowRef(new Map<string, Shown>())
  const calls = shallowRef<Called[]>([])
  const pulsing = shallowRef(new Map<string, number>()) // Window → position of the call.
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let moved_at = 0

  function pulse(call: Called): void {
    pulsing.value = new Map(pulsing.value).set(call.window, call.position)
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (pulsing.value.get(call.window) !== call.position) return
      const rest = new Map(pulsing.value)
      rest.delete(call.window)
      pulsing.value = rest
    }, pulse_ms)
    timers.add(timer)
  }

  function absorb(event: HallEvent): void {
    const call = call_of(event)
    if (call) {
      calls.value = with_call(calls.value, call, calls_kept)
      pulse(call)
    }
    let next: Map<string, Shown> | undefined
    for (const [window, before] of shown.value) {
      const now = after(before, event)
      if (now) (next ??= new Map(shown.value)).set(window, now)
    }
    if (next) shown.value = next
    moved_at = event.position
  }

  const stop = store.listen(absorb)
  watch(
    store.floor,
    (floor) => {
      if (!floor || floor.position < moved_at) return // Older than what is on the screen.
      shown.value = shown_of(floor)
    },
    { immediate: true }
  )
  // The calls before this page was opened.
  const stop_past = watch(store.events, (events) => {
    if (!events.length || calls.value.length) return
    for (const event of events) {
      const call = call_of(event)
      if (call) calls.value = with_call(calls.value, call, calls_kept)
    }
    stop_past()
  })
  onScopeDispose(() => {
    stop()
    timers.forEach(clearTimeout)
  })
  return { shown, calls, pulsing }
}

// A slow shift of the whole picture by a few pixels, so that nothing burns in.
export function use_drift() {
  const drift = shallowRef('translate(0, 0)')
  let step = 0
  const timer = setInterval(() => {
    step = (step + 1) % 16
    const angle = (step / 16) * 2 * Math.PI
    const [x, y] = [Math.cos(angle), Math.sin(angle)].map((share) => Math.round(share * 4))
    drift.value = `translate(${x}px, ${y}px)`
  }, 45000)
  onScopeDispose(() => clearInterval(timer))
  return drift
}
