import { expect, test } from 'vitest'
import { next_of } from './next'

const line = [
  { number: 'B001', service: 'land' },
  { number: 'A001', service: 'tax', bound: '3' },
  { number: 'A002', service: 'tax', bound_staff: 'clerk03' },
  { number: 'A003', service: 'tax', bound: null, bound_staff: null },
  { number: 'A004', service: 'tax' }
]

test('[Q-24] [Q-28] who waits for one window or one clerk is not next in the line', () => {
  expect(next_of('tax', line)).toBe('A003')
  expect(next_of('land', line)).toBe('B001')
  expect(next_of('tax', line.slice(0, 3))).toBe('')
})
