import { describe, expect, it } from 'vitest'
import { floor_plan } from './floor_plan'

const row = (count: number, gap = 4) =>
  Array.from({ length: count }, (_, at) => ({
    window: String(at + 1),
    x: 2 + at * gap,
    y: 2,
    zone: 'a'
  }))
const overlap = (plan: ReturnType<typeof floor_plan>) => {
  const tiles = [...plan.tiles.values()]
  return tiles.some((a, i) =>
    tiles
      .slice(i + 1)
      .some(
        (b) =>
          a.left < b.left + b.width &&
          b.left < a.left + a.width &&
          a.top < b.top + b.height &&
          b.top < a.top + a.height
      )
  )
}

describe('the floor map', () => {
  it('draws every window inside the map and none over another', () => {
    const hall = [
      ...row(5),
      { window: '9', x: 24, y: 5, zone: 'b' },
      { window: '10', x: 24, y: 8, zone: 'b' }
    ]
    const plan = floor_plan(hall)
    expect(plan.tiles.size).toBe(7)
    expect(overlap(plan)).toBe(false)
    for (const { left, top, width, height } of plan.tiles.values()) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(top).toBeGreaterThanOrEqual(0)
      expect(left + width).toBeLessThanOrEqual(100)
      expect(top + height).toBeLessThanOrEqual(100)
    }
  })
  it('keeps left of left and above of above', () => {
    const { tiles } = floor_plan(row(3))
    expect(tiles.get('1')!.left).toBeLessThan(tiles.get('2')!.left)
  })
  it('lines windows up when two are said to stand in one place', () => {
    expect(overlap(floor_plan(row(4).map((one) => ({ ...one, x: 0, y: 0 }))))).toBe(false)
  })
  it('finds the floor where people wait, and only where no window stands', () => {
    const ring = [
      ...row(6),
      ...[6, 10, 14].map((y, at) => ({ window: `2${at}`, x: 22, y, zone: 'b' })),
      ...[6, 10, 14].map((y, at) => ({ window: `3${at}`, x: 2, y, zone: 'c' }))
    ]
    const { open, tiles } = floor_plan(ring)
    expect(open!.width * open!.height).toBeGreaterThan(2500)
    for (const tile of tiles.values()) {
      expect(
        tile.left < open!.left + open!.width &&
          open!.left < tile.left + tile.width &&
          tile.top < open!.top + open!.height &&
          open!.top < tile.top + tile.height
      ).toBe(false)
    }
    expect(floor_plan(row(5)).open).toBe(null)
  })
  it('draws a single window', () => {
    expect(floor_plan(row(1)).tiles.get('1')!.width).toBeGreaterThan(20)
  })
})
