import type { Floor, Ticket } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import { booked_of, person_of, shown_of, Wedge } from './identity'
import { slip_lines, usual_slip, windows_of_slip } from '../slip'

describe('[Q-02] [Q-03] [Q-06] what a reader types', () => {
  it('is a phone number, a code or the number of a document', () => {
    expect(person_of('13500002696')).toEqual({ phone: '13500002696' })
    expect(person_of(' +8613500002696 ')).toEqual({ phone: '+8613500002696' })
    expect(person_of('ssm:1:1795316400')).toEqual({ code: 'ssm:1:1795316400' })
    expect(person_of('11010519491231002x')).toEqual({ id_number: '11010519491231002x' })
    expect(person_of('  ')).toBeNull()
  })
  it('is a booking code at check-in when it has eight digits', () => {
    expect(booked_of({ id_number: '1234 5678' })).toEqual({ code: '12345678' })
    expect(booked_of({ id_number: 'H12345678' })).toEqual({ id_number: 'H12345678' })
    expect(booked_of({ phone: '13500002696' })).toEqual({ phone: '13500002696' })
  })
  it('is shown masked only', () => {
    expect(shown_of({ id_number: '469023199003070012' })).toBe('4690***********012')
    expect(shown_of({ id_number: 'H12345678' })).toBe('H******78')
    expect(shown_of({ phone: '+8613500002696' })).toBe('135****2696')
    expect(shown_of({ code: 'ssm:1:2' })).toBe('')
  })
  it('is taken whole when it is fast and closed by Enter', () => {
    const wedge = new Wedge()
    for (const [at, key] of [...'469023'].entries()) expect(wedge.take(key, at * 10)).toBeNull()
    expect(wedge.take('Enter', 70)).toBe('469023')
    expect(wedge.take('Enter', 80)).toBeNull()
  })
  it('is not what a person types slowly', () => {
    const wedge = new Wedge()
    for (const [at, key] of [...'469023'].entries()) wedge.take(key, at * 500)
    expect(wedge.take('Enter', 2510)).toBeNull()
  })
})

describe('[Q-11] [Q-12] a slip', () => {
  it('fills in names and leaves out lines that have no value', () => {
    const lines = slip_lines(['# {number}', '请备好：{materials}', '{day} {time}'], {
      number: 'A001',
      day: '2026-11-21',
      time: '09:00'
    })
    expect(lines).toEqual([
      { text: 'A001', large: true },
      { text: '2026-11-21 09:00', large: false }
    ])
  })
  it('[Q-19] says what the same number is for afterwards, where there is something', () => {
    const said = (next: string) =>
      slip_lines(usual_slip.zh, { number: 'A001', next }).map(({ text }) => text)
    expect(said('税务 → 公积金')).toEqual(['A001', '其后：税务 → 公积金'])
    expect(said('')).toEqual(['A001'])
  })
  it('[Q-24] names the open windows that may call, and no other', () => {
    const window = (name: string, staff: string | null, ...services: string[]) =>
      ({ window: name, staff, services, state: staff ? 'idle' : 'closed' })
    const floor = {
      windows: [window('10', 'c10', 'tax'), window('2', 'c2', 'tax'), window('3', null, 'tax')]
    } as Floor
    const of = (more: object) => windows_of_slip(floor, { service: 'tax', ...more } as Ticket)
    expect(of({})).toEqual(['2', '10'])
    expect(of({ bound: '10' })).toEqual(['10'])
    expect(of({ bound_staff: 'c2' })).toEqual(['2'])
    expect(of({ bound: '3' })).toEqual([])
  })
})
