// What a hall calls its services, and its time zone: for lists of its past.
import { api } from '@panels/shared/api'
import type { Floor } from '@panels/shared/types'
import { service_name } from '@panels/words/i18n'
import { shallowRef, watch } from 'vue'

export function use_hall_facts(hall: () => string) {
  const floor = shallowRef<Floor>()
  watch(
    hall,
    async (chosen) => {
      floor.value = chosen ? await api.floor(chosen).catch(() => undefined) : undefined
    },
    { immediate: true }
  )
  return {
    day: () => floor.value?.day ?? '',
    zone: () => floor.value?.time_zone ?? 'Asia/Shanghai',
    // A service that the hall no longer has goes by its key.
    service: (key = '') => service_name(key, floor.value?.services)
  }
}
