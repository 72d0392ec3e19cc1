import type { Slip } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import { unprinted } from './printer'

const slip = (sequence: number): Slip => ({
  ticket: `t${sequence}`,
  number: 'A001',
  service: 's',
  ahead: 0,
  issued_at: '',
  sequence
})
const machine = (wanted: number[], printed: number[]) => ({
  device: 'machine-1',
  desired: { slips: wanted.map(slip) },
  reported: { printed },
  in_step: false
})

describe('[Q-11] the machine as a printer', () => {
  it('prints what is wanted and not yet printed, in order', () => {
    expect(unprinted(machine([4, 5, 6], [3, 4]))).toEqual([5, 6])
  })
  it('prints nothing twice', () => {
    expect(unprinted(machine([4], [4]))).toEqual([])
  })
})
