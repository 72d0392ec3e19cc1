import { describe, expect, it } from 'vitest'
import { due_words, next_steps } from './ratings'

const at = (phase: string, yes: boolean | null = null) => ({
  follow_up: { phase, steps: [{ step: 'verified', staff: '', yes, text: '', at: '' }] }
})
const names = (...a: Parameters<typeof at>) => next_steps(at(...a)).map(({ name }) => name)

describe('the follow-up of a rating', () => {
  it('[EV-11] offers the step that comes next and no other', () => {
    expect(names('opened')).toEqual(['take_up'])
    expect(names('taken_up')).toEqual(['uphold', 'reject'])
    expect(names('verified', true)).toEqual(['close', 'appeal'])
    expect(names('verified', false)).toEqual(['close'])
    expect(names('appealed')).toEqual(['grant', 'deny'])
    expect(names('closed')).toEqual([])
    expect(next_steps({ follow_up: null })).toEqual([])
  })
  it('[EV-11] says when it is due, that it is late, or that nobody can reckon it', () => {
    const say = (row: Parameters<typeof due_words>[0]) =>
      due_words(row, (time) => time, (key) => key)
    expect(say({ due: 'x', overdue: false, undated: '' })).toBe('ratings.by_time')
    expect(say({ due: 'x', overdue: true, undated: '' })).toBe('ratings.overdue')
    expect(say({ due: null, overdue: false, undated: 'calendar' })).toBe('ratings.undated')
  })
})
