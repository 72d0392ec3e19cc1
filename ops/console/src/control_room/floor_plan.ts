// Where windows stand on the map: places in metres become shares of the map, tiles as large as
// their nearest neighbours allow. Pure; knows nothing of pixels.
import type { FloorWindow } from '@panels/shared/types'

export interface Place { left: number; top: number; width: number; height: number }  // Percent.
export interface Plan {
  tiles: Map<string, Place>
  zones: { zone: string; place: Place }[]
  rows: number      // Tiles that would fit below each other; tells how tall the map must be.
  columns: number
}

type Spot = Pick<FloorWindow, 'window' | 'x' | 'y' | 'zone'>

function spacing(values: number[], fallback: number): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const gaps = sorted.slice(1).map((value, at) => value - sorted[at]).filter((gap) => gap > 0.01)
  return gaps.length ? Math.min(...gaps) : fallback
}

// The least distance along one axis between windows that stand beside each other on it.
function least(spots: Spot[], along: 'x' | 'y', across: 'x' | 'y', fallback: number): number {
  const lanes = new Map<number, number[]>()
  for (const spot of spots) {
    const lane = Math.round(spot[across] * 2)
    lanes.set(lane, [...(lanes.get(lane) ?? []), spot[along]])
  }
  const gaps = [...lanes.values()].map((values) => spacing(values, Infinity))
  const smallest = Math.min(Infinity, ...gaps)
  return Number.isFinite(smallest) ? smallest : fallback
}

export function floor_plan(given: Spot[]): Plan {
  const places = new Set(given.map(({ x, y }) => `${x}/${y}`))
  const spots = places.size === given.length ? given
    : given.map((spot, at) => ({ ...spot, x: (at % 10) * 4, y: Math.floor(at / 10) * 4 }))
  if (!spots.length) return { tiles: new Map(), zones: [], rows: 1, columns: 1 }
  const unit_x = least(spots, 'x', 'y', 4)
  const unit_y = least(spots, 'y', 'x', unit_x * 0.75)
  const xs = spots.map(({ x }) => x), ys = spots.map(({ y }) => y)
  const left = Math.min(...xs) - unit_x * 0.62, top = Math.min(...ys) - unit_y * 0.82
  const width = Math.max(...xs) + unit_x * 0.62 - left
  const height = Math.max(...ys) + unit_y * 0.66 - top
  const share = (x0: number, y0: number, x1: number, y1: number): Place => ({
    left: (x0 - left) / width * 100, top: (y0 - top) / height * 100,
    width: (x1 - x0) / width * 100, height: (y1 - y0) / height * 100
  })
  const tile_x = unit_x * 0.47, tile_y = unit_y * 0.46
  const tiles = new Map(spots.map(({ window, x, y }) =>
    [window, share(x - tile_x, y - tile_y, x + tile_x, y + tile_y)]))
  const zones = [...new Set(spots.map(({ zone }) => zone))].map((zone) => {
    const own = spots.filter((spot) => spot.zone === zone)
    const zx = own.map(({ x }) => x), zy = own.map(({ y }) => y)
    return { zone, place: share(Math.min(...zx) - unit_x * 0.53, Math.min(...zy) - unit_y * 0.76,
                                Math.max(...zx) + unit_x * 0.53, Math.max(...zy) + unit_y * 0.54) }
  })
  return { tiles, zones, rows: height / unit_y, columns: width / unit_x }
}
