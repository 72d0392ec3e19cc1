// Where windows stand on the map: places in metres become shares of the map, tiles as large as
// their nearest neighbours allow. Pure; knows nothing of pixels.
import type { FloorWindow } from '@panels/shared/types'

export interface Place {
  left: number
  top: number
  width: number
  height: number
} // Percent.
export interface Plan {
  tiles: Map<string, Place>
  zones: { zone: string; place: Place }[]
  open: Place | null // The largest part of the floor without windows: where people wait.
  rows: number // Tiles that would fit below each other; tells how tall the map must be.
  columns: number
}

type Spot = Pick<FloorWindow, 'window' | 'x' | 'y' | 'zone'>

function spacing(values: number[], fallback: number): number {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const gaps = sorted
    .slice(1)
    .map((value, at) => value - sorted[at])
    .filter((gap) => gap > 0.01)
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
  const spots =
    places.size === given.length
      ? given
      : given.map((spot, at) => ({ ...spot, x: (at % 10) * 4, y: Math.floor(at / 10) * 4 }))
  if (!spots.length) return { tiles: new Map(), zones: [], open: null, rows: 1, columns: 1 }
  const unit_x = least(spots, 'x', 'y', 4)
  const unit_y = least(spots, 'y', 'x', unit_x * 0.75)
  const xs = spots.map(({ x }) => x),
    ys = spots.map(({ y }) => y)
  const left = Math.min(...xs) - unit_x * 0.62,
    top = Math.min(...ys) - unit_y * 0.82
  const width = Math.max(...xs) + unit_x * 0.62 - left
  const height = Math.max(...ys) + unit_y * 0.66 - top
  const share = (x0: number, y0: number, x1: number, y1: number): Place => ({
    left: ((x0 - left) / width) * 100,
    top: ((y0 - top) / height) * 100,
    width: ((x1 - x0) / width) * 100,
    height: ((y1 - y0) / height) * 100
  })
  const tile_x = unit_x * 0.47,
    tile_y = unit_y * 0.46
  const tiles = new Map(
    spots.map(({ window, x, y }) => [window, share(x - tile_x, y - tile_y, x + tile_x, y + tile_y)])
  )
  const zones = [...new Set(spots.map(({ zone }) => zone))].map((zone) => {
    const own = spots.filter((spot) => spot.zone === zone)
    const zx = own.map(({ x }) => x),
      zy = own.map(({ y }) => y)
    return {
      zone,
      place: share(
        Math.min(...zx) - unit_x * 0.53,
        Math.min(...zy) - unit_y * 0.76,
        Math.max(...zx) + unit_x * 0.53,
        Math.max(...zy) + unit_y * 0.54
      )
    }
  })
  return {
    tiles,
    zones,
    open: open_floor([...tiles.values()]),
    rows: height / unit_y,
    columns: width / unit_x
  }
}

const cells = 40

// The largest rectangle of a coarse grid that touches no tile, if it is large enough to use.
function open_floor(tiles: Place[]): Place | null {
  const size = 100 / cells,
    room = 1.2
  const taken = (column: number, row: number) =>
    tiles.some(
      (tile) =>
        column * size < tile.left + tile.width + room &&
        tile.left - room < (column + 1) * size &&
        row * size < tile.top + tile.height + room * 2 &&
        tile.top - room * 3.5 < (row + 1) * size
    )
  const heights = new Array<number>(cells).fill(0)
  let best = { area: 0, column: 0, row: 0, width: 0, height: 0 }
  for (let row = 0; row < cells; ++row) {
    for (let column = 0; column < cells; ++column) {
      heights[column] = taken(column, row) ? 0 : heights[column] + 1
    }
    for (let from = 0; from < cells; ++from) {
      for (let to = from, height = Infinity; to < cells; ++to) {
        height = Math.min(height, heights[to])
        const width = to - from + 1,
          area = width * height
        if (height >= cells * 0.3 && area > best.area)
          best = { area, column: from, row: row - height + 1, width, height }
      }
    }
  }
  if (best.area < cells * cells * 0.16) return null
  return {
    left: best.column * size,
    top: best.row * size,
    width: best.width * size,
    height: best.height * size
  }
}
