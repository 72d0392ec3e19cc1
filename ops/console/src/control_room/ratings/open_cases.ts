// The ratings of these halls that somebody is to look into, kept current: asked for anew as soon as
// an event tells of one, and now and then because deadlines pass without an event.
import { ask } from '@panels/shared/api'
import type { HallStore } from '@panels/shared/hall_store'
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Rating } from './ratings'

const again_ms = 60000
const soon_ms = 80
const shown_most = 50

export type OpenCases = ShallowRef<Record<string, Rating[]>> // By hall.

export function use_open_cases(stores: HallStore[]): OpenCases {
  const cases: OpenCases = shallowRef({})
  const timers = new Map<HallStore, ReturnType<typeof setTimeout>>()

  async function look(store: HallStore) {
    const path = `/halls/${encodeURIComponent(store.hall)}/ratings?state=open&limit=${shown_most}`
    try {
      const told = await ask<{ ratings: Rating[] }>(path)
      cases.value = { ...cases.value, [store.hall]: told.ratings }
    } catch {
      /* Asked again with the next event, or in a minute. */
    }
    look_in(store, again_ms)
  }
  function look_in(store: HallStore, ms: number) {
    clearTimeout(timers.get(store))
    timers.set(
      store,
      setTimeout(() => void look(store), ms)
    )
  }

  const ends = stores.flatMap((store) => [
    store.listen(({ type }) => type.startsWith('evaluation.') && look_in(store, soon_ms)),
    watch(store.online, (is) => is && look_in(store, soon_ms), { immediate: true })
  ])
  onScopeDispose(() => {
    ends.forEach((end) => end())
    timers.forEach((timer) => clearTimeout(timer))
  })
  return cases
}
