import type { Floor } from '@panels/shared/types'
import { expect, test } from 'vitest'
import { chosen_of, posted_of, services_behind } from './posted'

const floor = {
  services: [{ service: 'tax' }, { service: 'land' }, { service: 'passport' }],
  windows: [
    { window: '1', services: ['tax'], staff: 'clerk01' },
    { window: '2', services: ['land', 'tax'], staff: null }
  ]
} as unknown as Floor
const behind = (address: string) =>
  services_behind(
    floor,
    posted_of({ ...Object.fromEntries(new URLSearchParams(address)), ...many(address) })
  )
function many(address: string): Record<string, string[]> {
  const services = new URLSearchParams(address).getAll('service')
  return services.length > 1 ? { service: services } : {}
}

test('[Q-10] a code stands for businesses, for a window, or for who works there', () => {
  expect(behind('service=passport')).toEqual(['passport'])
  expect(behind('service=land&service=tax')).toEqual(['tax', 'land'])
  expect(behind('window=2')).toEqual(['tax', 'land'])
  expect(behind('staff=clerk01')).toEqual(['tax'])
})

test('[Q-10] a code about nothing that is there leads to the whole hall', () => {
  expect(behind('')).toBeNull()
  expect(behind('service=gone')).toBeNull()
  expect(behind('staff=clerk09')).toBeNull()
})

test('[Q-10] the one business behind a code is chosen, until another is', () => {
  expect(chosen_of('', ['passport'], true)).toBe('passport')
  expect(chosen_of('', ['tax', 'land'], true)).toBe('')
  expect(chosen_of('', ['passport'], false)).toBe('')
  expect(chosen_of('tax', ['tax', 'land'], true)).toBe('tax')
})

test('[Q-10] nothing takes the place of a business that is offered no more', () => {
  expect(chosen_of('tax', ['land'], true)).toBe('')
  expect(chosen_of('tax', ['land', 'passport'], false)).toBe('')
})
