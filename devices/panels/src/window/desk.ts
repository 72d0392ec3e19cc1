// A window as its clerk drives it: the view, one act at a time, and what came of it.
import { api, Refused, type Unreachable } from '@panels/shared/api'
import type { HallStore } from '@panels/shared/hall_store'
import type { FloorWindow, WindowView } from '@panels/shared/types'
import { computed, ref, shallowRef } from 'vue'
import type { ActName } from './acts'

export interface Outcome {
  act: ActName
  fine: boolean
  trouble?: unknown
  nobody?: boolean
}

export function use_desk(store: HallStore, hall: string, window: string) {
  const replied = shallowRef<(WindowView & { position: number }) | null>(null)
  const outcome = shallowRef<Outcome | null>(null)
  const busy = ref<ActName | null>(null)
  const retrying = shallowRef<Unreachable | null>(null) // Why the act is being sent again.

  const on_floor = computed<FloorWindow | undefined>(() =>
    store.floor.value?.windows.find((one) => one.window === window)
  )

  // A reply is newer than the floor until the floor has reached its position.
  const view = computed<FloorWindow | undefined>(() => {
    const floor = store.floor.value,
      reply = replied.value
    if (!floor || !on_floor.value) return undefined
    if (!reply || floor.position >= reply.position) return on_floor.value
    return { ...on_floor.value, ...reply }
  })

  async function press(act: ActName, body: Record<string, unknown> = {}): Promise<boolean> {
    if (busy.value) return false
    busy.value = act
    outcome.value = null
    try {
      const reply = await api.window_act(hall, window, act, body, (trouble) => {
        retrying.value = trouble
      })
      replied.value = reply
      outcome.value = { act, fine: true, nobody: act === 'call-next' && !reply.ticket }
      store.refresh()
      return true
    } catch (trouble) {
      outcome.value = { act, fine: false, trouble }
      if (trouble instanceof Refused) store.refresh()
      else store.hurry()
      return false
    } finally {
      busy.value = null
      retrying.value = null
    }
  }

  return { view, press, outcome, busy, retrying }
}
