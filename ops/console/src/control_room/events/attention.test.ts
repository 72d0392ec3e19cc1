import type { Floor } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import { findings } from './attention'

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
  it('[EV-09] a poor rating is shown, a good one is not', () => {
    const given = (level: number) => ({
      position: level,
      previous: 0,
      stream: '',
      version: 1,
      type: 'evaluation.given',
      at: before(2),
      data: { ticket: `t${level}`, window: '3', level }
    })
    expect(findings(floor([]), [given(2), given(4)], now).map(({ about }) => about)).toEqual(['t2'])
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
