// The visit that somebody puts together at a machine or on a phone, whether a service is being
// added to it, and what there is to say of it.
import { computed, ref, shallowRef } from 'vue'
import type { Floor } from '../types'
import { said_of, services_max, steps_of, with_service, without_service, type Visit } from './visit'

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

// A visit before its number is taken.
export function use_steps(floor: () => Floor | null, visit: () => Visit | null) {
  const steps = computed(() => {
    const here = floor()
    return here ? steps_of(visit(), here) : []
  })
  const journey = computed(() =>
    floor()?.journeys?.find(({ journey: id }) => id === visit()?.journey)
  )
  const blocked = computed(() => steps.value.some(({ obstacle }) => obstacle))
  const full = computed(() => steps.value.length >= services_max)
  const said = computed(() => `machine.visit.${said_of(visit(), steps.value)}`)
  return { steps, journey, blocked, full, said }
}
