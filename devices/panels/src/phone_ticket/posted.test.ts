import type { Floor } from '@panels/shared/types'
import { expect, test } from 'vitest'
import { posted_of, services_behind } from './posted'

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
