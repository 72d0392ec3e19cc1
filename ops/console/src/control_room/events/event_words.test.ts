import type { HallEvent } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import { sentence_of } from './event_words'

const event = (type: string, data: Record<string, unknown>) =>
  ({ type, data, position: 1, at: '2026-11-23T01:00:00Z' }) as unknown as HallEvent

it('[Q-34] tells what another hall file changed, three entries of it', () => {
  const changes = [
    { at: 'services/tax/offered', before: 'true', after: 'false' },
    { at: 'windows/6', before: '', after: '{}' },
    { at: 'windows/5', before: '{}', after: '' },
    { at: 'undo_s', before: '60', after: '30' }
  ]
  const told = sentence_of(event('hall.rules_changed', { changes, more: 2 }))
  expect(told?.values.changes).toBe(
    'services/tax/offered true → false; + windows/6; − windows/5; … 3'
  )
})

describe('[AP-06] what happens to a booking', () => {
  it('is told by its id and its ticket', () => {
    const made = sentence_of(event('appointment_book.booked', { booking: { booking: 'B1' } }))
    expect(made?.key).toBe('booking_booked')
    expect(made?.values.booking).toBe('B1')
    const linked = { booking: 'B1', number: 'A001' }
    expect(sentence_of(event('appointment_book.ticket_linked', linked))?.values).toEqual(linked)
    const settled = { booking: 'B1', status: 'no_show' }
    expect(sentence_of(event('appointment_book.outcome_recorded', settled))?.key).toBe(
      'booking_outcome_recorded_no_show'
    )
    expect(sentence_of(event('appointment_book.day_ended', {}))).toBeNull()
  })
})
