// What a posted code stands for (办事一码通): a business, the window that it is stuck to, or somebody
// who works in the hall. A code is the page's address with what it is about behind it.
import type { Floor } from '@panels/shared/types'

export interface Posted {
  services?: string[] // ?service=a&service=b
  window?: string // ?window=5
  staff?: string // ?staff=clerk05
}

type Query = Record<string, string | null | (string | null)[]>

export function posted_of(query: Query): Posted {
  const all = (name: string) => [query[name] ?? []].flat().filter((one) => one !== null)
  return { services: all('service'), window: all('window')[0], staff: all('staff')[0] }
}

// The services behind a code; null: it is about the whole hall.
export function services_behind(floor: Floor, code: Posted): string[] | null {
  const windows = floor.windows.filter(
    ({ window, staff }) =>
      (code.window && window === code.window) || (code.staff && staff === code.staff)
  )
  const behind = [...(code.services ?? []), ...windows.flatMap(({ services }) => services)]
  const known = floor.services.map(({ service }) => service).filter((one) => behind.includes(one))
  return known.length ? known : null
}

// What a number is asked for: what was picked, as long as it is offered; the one business behind a
// code where nothing was picked; never one in another's place.
export function chosen_of(picked: string, offered: string[], posted: boolean): string {
  if (picked) return offered.includes(picked) ? picked : ''
  return posted && offered.length === 1 ? offered[0] : ''
}
