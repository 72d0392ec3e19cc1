import { describe, expect, test } from 'vitest'
import { day_after, figure_words, period_words, query_of, sorted, type Group } from './figures'

const group = (key: string, served: number | null): Group => ({
  key,
  name: key,
  name_en: key,
  figures: { served }
})

describe('figures of the past', () => {
  test('are said with their unit, and a dash where there is none', () => {
    expect(figure_words(245, 'seconds')).toBe('4:05')
    expect(figure_words(3723, 'seconds')).toBe('1:02:03')
    expect(figure_words(0.2504, 'share')).toBe('25.0 %')
    expect(figure_words(1.5, 'people')).toBe('1.50')
    expect(figure_words(7, 'tickets')).toBe('7')
    expect(figure_words(null, 'share')).toBe('–')
  })
  test('sort with those that have none last', () => {
    const groups = [group('a', null), group('b', 1), group('c', 3)]
    expect(sorted(groups, 'served', true).map(({ key }) => key)).toEqual(['c', 'b', 'a'])
    expect(sorted(groups, 'served', false).map(({ key }) => key)).toEqual(['b', 'c', 'a'])
  })
  test('half hours are named by the hall’s clock', () => {
    expect(period_words('2026-11-21T08:30+08:00', false)).toBe('08:30')
    expect(period_words('2026-11-21T08:30+08:00', true)).toBe('11-21 08:30')
    expect(period_words('2026-11-21', true)).toBe('2026-11-21')
  })
  test('days are counted over months', () => {
    expect(day_after('2026-11-30', 1)).toBe('2026-12-01')
    expect(day_after('2026-03-01', -1)).toBe('2026-02-28')
  })
  test('what is not said is not asked', () => {
    expect(query_of({ from: '2026-11-21', by: '', to: undefined })).toBe('from=2026-11-21')
  })
})
