import type { Floor } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import type { Rating } from '../ratings/ratings'
import { findings, left_words } from './attention'

const now = Date.parse('2026-11-20T02:00:00Z')
const before = (minutes: number) => new Date(now - minutes * 60000).toISOString()
const floor = (services: object[], windows: object[] = []) =>
  ({ services, windows }) as unknown as Floor

describe('what needs a person', () => {
  it('people who wait for a service that no window serves come first', () => {
    const found = findings(
      floor([
        { service: 'tax', waiting: 3, windows_open: 2, longest_wait_s: 2400, refusal: '' },
        { service: 'permit', waiting: 2, windows_open: 0, longest_wait_s: 60, refusal: 'no_window' }
      ]),
      [],
      now
    )
    expect(found.map(({ kind, about }) => [kind, about])).toEqual([
      ['no_window', 'permit'],
      ['starving', 'tax']
    ])
  })
  it('[Q-22] a called ticket that nobody answers is shown', () => {
    const found = findings(
      floor(
        [],
        [
          { window: '3', state: 'called', since: before(6) },
          { window: '4', state: 'called', since: before(1) }
        ]
      ),
      [],
      now
    )
    expect(found).toMatchObject([{ kind: 'unanswered', window: '3', minutes: 6 }])
  })
  const rated = (level: number, more: Partial<Rating> = {}): Rating => ({
    ticket: `20261120-A00${level}`,
    number: `A00${level}`,
    window: '3',
    staff: 'clerk1',
    service: 'tax',
    level,
    tags: [],
    given_at: before(2),
    phase: 'opened',
    due: before(-300),
    overdue: false,
    undated: '',
    ...more
  })
  it('[EV-09] [EV-15] poor ratings and three stars are shown until they are taken up', () => {
    const found = findings(floor([]), [rated(3), rated(1), rated(2)], now)
    expect(found.map(({ kind, about }) => [kind, about])).toEqual([
      ['poor_rating', 'A001'],
      ['poor_rating', 'A002'],
      ['three_stars', 'A003']
    ])
    expect(found[0]).toMatchObject({ left_min: 300, rating: '20261120-A001' })
    expect(findings(floor([]), [rated(1, { phase: 'taken_up', due: before(-3000) })], now)).toEqual(
      []
    )
  })
  it('[EV-11] what is worked at is shown on its last day, and first once that is over', () => {
    const found = findings(
      floor([]),
      [rated(2), rated(1, { phase: 'verified' }), rated(3, { phase: 'taken_up', due: before(90) })],
      now
    )
    expect(found.map(({ kind, left_min }) => [kind, left_min])).toEqual([
      ['follow_up_overdue', -90],
      ['poor_rating', 300],
      ['follow_up', 300]
    ])
  })
  it('[EV-11] a case whose deadline cannot be reckoned is shown as well', () => {
    const undated = rated(1, { due: null, undated: 'calendar.year_not_published' })
    expect(findings(floor([]), [undated], now)).toMatchObject([
      { kind: 'poor_rating', left_min: null }
    ])
  })
  it('says how long is left in the largest fitting unit', () => {
    const t = (key: string, values?: Record<string, unknown>) => `${values?.n} ${key.slice(10)}`
    expect([59, 60, 2879, 2880, -90].map((left) => left_words(left, t))).toEqual([
      '59 minutes',
      '1 hours',
      '47 hours',
      '2 days',
      '1 hours'
    ])
  })
  it('a ticket that was set aside comes before everything, with why and what to release', () => {
    const troubled = {
      ...floor([
        { service: 'permit', waiting: 2, windows_open: 0, longest_wait_s: 60, refusal: '' }
      ]),
      set_aside: [
        {
          id: '20261120-A001',
          number: 'A001',
          service: 'tax',
          set_aside: { why: 'it broke', at: before(1) }
        }
      ]
    } as unknown as Floor
    expect(findings(troubled, [], now)).toMatchObject([
      { kind: 'set_aside', about: 'A001', ticket: '20261120-A001', why: 'it broke' },
      { kind: 'no_window' }
    ])
  })
  it('nothing is shown while all is well', () => {
    expect(
      findings(
        floor([{ service: 'tax', waiting: 3, windows_open: 2, longest_wait_s: 300, refusal: '' }]),
        [],
        now
      )
    ).toEqual([])
  })
})
