// Which of the hall's routes this server serves, by its own document: a page shows no way that
// leads nowhere. Asked once.
import { shallowRef } from 'vue'
import { ask } from './api'

const served = shallowRef<ReadonlySet<string>>(new Set())
let asked = false

export function use_offers() {
  if (!asked) {
    asked = true
    void ask<{ paths: Record<string, unknown> }>('/openapi.json')
      .then(({ paths }) => (served.value = new Set(Object.keys(paths))))
      .catch(() => (asked = false))
  }
  return (path: string) => served.value.has(`/api/v1/halls/{hall}${path}`)
}
