// The past as the page asks for it: questions kept in the address, figures in words.
import { ask } from '@panels/shared/api'

export interface Definition {
  key: string
  unit: 'tickets' | 'seconds' | 'share' | 'people' | 'level'
  name: string
  name_en: string
  meaning: string
  meaning_en: string
  tickets: boolean
}
export interface Group {
  key: string
  name: string
  name_en: string
  figures: Record<string, number | null>
}
export interface Statistics {
  from: string
  to: string
  by: By
  begin: string
  end: string
  time_zone: string
  wait_target_s: number
  wait_bin_s: number
  definitions: Definition[]
  total: Record<string, number | null>
  groups: Group[]
}
export interface Found {
  ticket: string
  number: string
  day: string
  state: string
  service: string
  window?: string
  staff?: string
  issued_at: string
  ended_at?: string
  waited_s?: number
  served_s?: number
  level?: number
}
export interface Step {
  position: number
  at: string
  step: string
  service?: string
  window?: string
  staff?: string
  call?: number
  level?: number
  note?: string
  undone?: boolean
}
export interface History extends Found {
  steps: Step[]
}

export const groupings = [
  'service',
  'window',
  'zone',
  'staff',
  'half_hour',
  'day',
  'hall'
] as const
export type By = (typeof groupings)[number]

export type Question = Record<string, string | undefined>
export function query_of(question: Question): string {
  const said = Object.entries(question).filter((one): one is [string, string] => !!one[1])
  return new URLSearchParams(said).toString()
}

const enc = encodeURIComponent
const long_ms = 30000
export const past = {
  figures: (hall: string, question: Question) =>
    ask<Statistics>(`/halls/${enc(hall)}/statistics?${query_of(question)}`, {
      timeout_ms: long_ms
    }),
  behind: (hall: string, question: Question) =>
    ask<{ total: number; tickets: Found[] }>(
      `/halls/${enc(hall)}/statistics/tickets?${query_of(question)}`,
      { timeout_ms: long_ms }
    ),
  search: (hall: string, question: Question) =>
    ask<{ total: number; tickets: Found[] }>(
      `/halls/${enc(hall)}/records?${query_of(question)}`,
      { timeout_ms: long_ms }
    ),
  history: (hall: string, ticket: string) =>
    ask<History>(`/halls/${enc(hall)}/tickets/${enc(ticket)}/history`),
  sheet: (hall: string, form: 'csv' | 'xlsx', question: Question) =>
    `/api/v1/halls/${enc(hall)}/statistics.${form}?${query_of(question)}`
}

const two = (value: number) => String(value).padStart(2, '0')

// 4:05 or 1:02:03.
export function time_words(seconds: number): string {
  const all = Math.round(seconds)
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

export function figure_words(value: number | null | undefined, unit: Definition['unit']): string {
  if (value === null || value === undefined) return '–'
  if (unit === 'seconds') return time_words(value)
  if (unit === 'share') return `${(100 * value).toFixed(1)} %`
  if (unit === 'tickets') return String(value)
  return value.toFixed(value % 1 ? 2 : 0)
}

// "2026-11-21T08:30+08:00" → "08:30", with its day where the range has several.
export function period_words(key: string, several_days: boolean): string {
  const [day, time] = key.split('T')
  if (!time) return day
  return several_days ? `${day.slice(5)} ${time.slice(0, 5)}` : time.slice(0, 5)
}

// A business day before or after another.
export function day_after(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

// Ascending or descending; what has no figure comes last either way.
export function sorted(groups: Group[], key: string, down: boolean): Group[] {
  const value = (group: Group) => group.figures[key]
  return [...groups].sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    if (x === null || x === undefined) return y === null || y === undefined ? 0 : 1
    if (y === null || y === undefined) return -1
    return down ? y - x : x - y
  })
}
