// The visit that somebody puts together at a machine, and whether a service is being added to it.
import type { Floor } from '@panels/shared/types'
import { computed, ref, shallowRef } from 'vue'
import { steps_of, with_service, without_service, type Visit } from './visit'

export function use_visit(floor: () => Floor | null) {
  const visit = shallowRef<Visit | null>(null)
  const adding = ref(false)
  // At a check-in: what comes after the booking.
  const after_booking = computed(() => {
    const here = floor()
    return here ? steps_of(visit.value, here, true) : []
  })

  function choose(service: string) {
    visit.value = with_service(visit.value, service)
    adding.value = false
  }
  function remove(service: string) {
    if (visit.value) visit.value = without_service(visit.value, service)
  }
  function leave() {
    visit.value = null
    adding.value = false
  }
  return { visit, adding, after_booking, choose, remove, leave }
}
