import { describe, expect, it, vi } from 'vitest'
import type { Floor, Journey, Service, Ticket } from '../types'
import {
  choices_of,
  is_about_visit,
  leads_home,
  missing_of,
  not_after_booking,
  obstacle,
  rest_of,
  said_of,
  services_max,
  steps_of,
  visit_of,
  wish_of,
  with_service,
  without_service,
  type Visit
} from './visit'

vi.mock('@panels/words/i18n', () => ({ service_name: (id: string) => id })) // No page here.

const service = (id: string, refusal = '') =>
  ({ service: id, accepting: !refusal, refusal }) as Service
const floor = (...services: Service[]) => ({ services }) as Floor
const firm: Visit = visit_of({
  journey: 'firm',
  name: '开办企业',
  name_en: '',
  services: ['a', 'b']
})

describe('[Q-19] several services under one number', () => {
  it('keeps the order in which they were chosen', () => {
    const visit = ['tax', 'a', 'fund'].reduce<Visit | null>(with_service, null)
    expect(visit).toEqual({ services: ['tax', 'a', 'fund'] })
    expect(wish_of(visit!)).toEqual({ services: ['tax', 'a', 'fund'] })
  })
  it('takes no service twice', () => {
    const visit = with_service(null, 'a')
    expect(with_service(visit, 'a')).toBe(visit)
  })
  it('takes no more than a visit may have', () => {
    const ids = Array.from({ length: services_max + 1 }, (_, at) => `s${at}`)
    const visit = ids.reduce<Visit | null>(with_service, null)
    expect(visit!.services).toEqual(ids.slice(0, services_max))
  })
  it('removes one and leaves the others in order; the last one leaves nothing', () => {
    const visit = { services: ['a', 'b', 'c'] }
    expect(without_service(visit, 'a')).toEqual({ services: ['b', 'c'] })
    expect(without_service({ services: ['a'] }, 'a')).toBeNull()
  })
  it('asks for a journey by its name, and takes it as it is', () => {
    expect(wish_of(firm)).toEqual({ journey: 'firm' })
    expect(with_service(firm, 'c')).toBe(firm)
    expect(without_service(firm, 'a')).toBe(firm)
  })
})

describe('[Q-13] [Q-19] what cannot be asked for', () => {
  it('says why, and only the first needs a number of its own', () => {
    expect(obstacle(service('a', 'no_window'), true)).toBe('no_window')
    expect(obstacle(service('a', 'limit'), true)).toBe('limit')
    expect(obstacle(service('a', 'limit'), false)).toBe('')
    expect(obstacle(service('a', 'closed'), false)).toBe('closed')
    expect(obstacle(service('a', 'something_new'), false)).toBe('other')
    expect(obstacle(undefined, false)).toBe('other')
    expect(obstacle(service('a'), true)).toBe('')
  })
  it('is said of each step', () => {
    const steps = steps_of(
      { services: ['a', 'b', 'gone'] },
      floor(service('a'), service('b', 'no_window'))
    )
    expect(steps.map((step) => step.obstacle)).toEqual(['', 'no_window', 'other'])
  })
  it('asks no number of its own for what comes after a booking', () => {
    const given_out = floor(service('a', 'limit'))
    expect(steps_of({ services: ['a'] }, given_out)[0].obstacle).toBe('limit')
    expect(steps_of({ services: ['a'] }, given_out, true)[0].obstacle).toBe('')
    expect(steps_of(null, given_out, true)).toEqual([])
  })
  it('[Q-04] leaves room for the booking, and says first what cannot be done', () => {
    const steps = (n: number, refusal = '') => {
      const services = Array.from({ length: n }, (_, at) => service(`s${at}`, refusal))
      return steps_of({ services: services.map((one) => one.service) }, floor(...services), true)
    }
    expect(not_after_booking(steps(services_max - 1))).toBe('')
    expect(not_after_booking(steps(services_max))).toBe('full_booking')
    expect(not_after_booking(steps(services_max, 'closed'))).toBe('blocked_booking')
    expect(not_after_booking([])).toBe('')
  })
  it('is told from a refusal of the person', () => {
    expect(is_about_visit('service.has_no_window')).toBe(true)
    expect(is_about_visit('visit.service_twice')).toBe(true)
    expect(is_about_visit('holder.bad_phone')).toBe(false)
    expect(is_about_visit('priority.wrong_password')).toBe(false)
  })
})

describe('[Q-19] what is offered, at a machine and on a phone', () => {
  it('marks what is chosen already, and what cannot be', () => {
    const services = [service('a'), service('b', 'limit'), service('c', 'no_window')]
    const marks = (first: boolean) =>
      choices_of(services, { services: ['x', 'a'] }, first).map(({ why, at }) => [why, at])
    expect(marks(true)).toEqual([
      ['', 1],
      ['limit', -1],
      ['no_window', -1]
    ])
    expect(marks(false)[1]).toEqual(['', -1])
    expect(choices_of(services, null, true)[0].at).toBe(-1)
  })
  it('says for which service a journey cannot be begun, and how to go on', () => {
    const journey = { journey: 'firm', services: ['a', 'b'] } as Journey
    const whole = floor(service('a'), service('b'))
    const halted = floor(service('a'), service('b', 'closed'))
    expect(missing_of(journey, whole)).toBeUndefined()
    expect(missing_of(journey, halted)?.id).toBe('b')
    const said = (visit: Visit, at: Floor) => said_of(visit, steps_of(visit, at))
    expect(said(firm, whole)).toBe('what')
    expect(said(firm, halted)).toBe('journey_blocked')
    expect(said({ services: ['a', 'b'] }, halted)).toBe('blocked')
  })
  it('[Q-09] tells what nobody has a number for from what somebody has', () => {
    const had = [{ service: 'a', next: ['c'] }, { service: 'd' }] as Ticket[]
    expect(rest_of(['a', 'b', 'c', 'd', 'e'], had)).toEqual(['b', 'e'])
    expect(rest_of(['a', 'c'], had)).toEqual([])
  })
})

describe('[Q-19] back', () => {
  const at = { check_in: false, refused: false, unanswered: false }
  const one = { services: ['a'] }
  it('leads home where nothing was chosen, or the one thing that was is refused', () => {
    expect(leads_home(null, at)).toBe(true)
    expect(leads_home(one, { ...at, refused: true })).toBe(true)
    expect(leads_home(one, at)).toBe(false)
  })
  it('leaves what several services were put together of', () => {
    for (const refused of [true, false]) {
      for (const check_in of [true, false])
        expect(leads_home({ services: ['a', 'b'] }, { ...at, refused, check_in })).toBe(false)
    }
  })
  it('leads to the same question where no answer came', () => {
    expect(leads_home(one, { ...at, refused: true, unanswered: true })).toBe(false)
  })
  it('[Q-04] asks for no number of its own for what was to come after a booking', () => {
    expect(leads_home(one, { ...at, check_in: true })).toBe(true)
    expect(leads_home(one, { ...at, check_in: true, refused: true })).toBe(false)
  })
})
