import { describe, expect, test } from 'vitest'
import { caption_of, is_speaker, key_of, late_ms, may_claim, turn_of } from './turns'
import type { Self, SpeakerView } from './turns'

const announcement = {
  sequence: 7,
  ticket: '20261121-A001',
  number: 'A001',
  window: '3',
  call: 1,
  text: '请A001号到3号窗口办理',
  text_en: 'Ticket A001',
  length_ms: 5000,
  rounds: 2
}
const view = (more: Partial<SpeakerView['desired']> = {}, page = 'me'): SpeakerView => ({
  desired: {
    voiced: true,
    current: { announcement, round: 1, heard: false, dropped: false },
    elapsed_ms: 100,
    waiting: [],
    sequence: 7,
    ...more
  },
  reported: { page, heard: false, deaf: false }
})
const board: Self = { page: 'me', speakers: 'board', kind: 'board', windows: [] }
const none = new Set<string>()

describe('[Q-26] who speaks', () => {
  test('the board that speaks for the zone takes its turn', () => {
    expect(turn_of(view(), board, none)?.round).toBe(1)
  })
  test('another board of the zone is silent', () => {
    expect(turn_of(view({}, 'other'), board, none)).toBeNull()
    expect(is_speaker(view({}, 'other'), board)).toBe(false)
  })
  test('every board speaks where the hall says so', () => {
    expect(
      turn_of(view({}, 'other'), { ...board, speakers: 'every_board' }, none)
    ).not.toBeNull()
  })
  test('displays speak the calls of their own windows only', () => {
    const display: Self = { page: 'me', speakers: 'displays', kind: 'display', windows: ['3'] }
    expect(turn_of(view({}, ''), display, none)).not.toBeNull()
    expect(turn_of(view({}, ''), { ...display, windows: ['4'] }, none)).toBeNull()
    expect(turn_of(view({}, ''), { ...display, speakers: 'board' }, none)).toBeNull()
    expect(turn_of(view({}, ''), { ...board, speakers: 'displays' }, none)).toBeNull()
  })
})

describe('[Q-26] what is spoken', () => {
  test('no round twice', () => {
    const { current } = view().desired
    expect(turn_of(view(), board, new Set([key_of(current!)]))).toBeNull()
    const second = view({ current: { ...current!, round: 2 } })
    expect(turn_of(second, board, new Set([key_of(current!)]))?.round).toBe(2)
  })
  test('a page that comes late lets old ones go', () => {
    expect(turn_of(view({ elapsed_ms: late_ms + 1 }), board, none)).toBeNull()
  })
  test('[Q-27] nothing in a silent hall', () => {
    expect(turn_of(view({ voiced: false }), board, none)).toBeNull()
    expect(caption_of(view({ voiced: false }), false)).toBe('')
  })
  test('the caption is what is spoken, in the language of the page', () => {
    expect(caption_of(view(), false)).toBe('请A001号到3号窗口办理')
    expect(caption_of(view(), true)).toBe('Ticket A001')
    expect(caption_of(null, true)).toBe('')
    const chinese = view()
    chinese.desired.current!.announcement = { ...announcement, text_en: '' }
    expect(caption_of(chinese, true)).toBe('请A001号到3号窗口办理')
  })
})

describe('[Q-26] who may begin to speak', () => {
  test('a board when nobody does, or nobody is heard', () => {
    expect(may_claim(view({}, ''), board)).toBe(true)
    expect(may_claim(view({}, 'me'), board)).toBe(false)
    expect(may_claim(view({}, 'other'), board)).toBe(false)
    expect(may_claim(view({ elapsed_ms: 3100 }, 'other'), board)).toBe(true)
    const deaf = view({}, 'other')
    deaf.reported.deaf = true
    expect(may_claim(deaf, board)).toBe(true)
  })
  test('never a board where displays speak', () => {
    expect(may_claim(view({}, ''), { ...board, speakers: 'displays' })).toBe(false)
  })
})
