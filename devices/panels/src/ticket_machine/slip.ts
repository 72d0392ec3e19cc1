// A slip's template filled in: one text a line, names in braces. A line whose name has no value is
// left out; "# " in front prints large. `atrium hall check` has seen to the names.
import { by_number, may_call } from '@panels/shared/states'
import type { Floor, Ticket } from '@panels/shared/types'

export interface SlipLine {
  text: string
  large: boolean
}
export type SlipValues = Partial<Record<SlipName, string>>
export const slip_names = [
  'ahead',
  'day',
  'directions',
  'hall',
  'holder',
  'materials',
  'next',
  'notice',
  'number',
  'service',
  'time',
  'wait',
  'windows'
] as const
export type SlipName = (typeof slip_names)[number]

export const usual_slip = {
  zh: [
    '{hall}',
    '{service}',
    '# {number}',
    '您前面还有 {ahead} 人',
    '请到 {windows} 号窗口等候',
    '其后：{next}',
    '{holder}',
    '{day} {time}'
  ],
  en: [
    '{hall}',
    '{service}',
    '# {number}',
    '{ahead} ahead of you',
    'Window {windows}',
    'Then: {next}',
    '{holder}',
    '{day} {time}'
  ]
}

export function slip_lines(template: string[], values: SlipValues): SlipLine[] {
  const lines: SlipLine[] = []
  for (const line of template) {
    const large = line.startsWith('# ')
    let missing = false
    const text = (large ? line.slice(2) : line).replace(/\{(\w+)\}/g, (_, name: SlipName) => {
      const value = values[name] ?? ''
      if (!value) missing = true
      return value
    })
    if (!missing) lines.push({ text, large })
  }
  return lines
}

// The open windows that may call the ticket, by number; more than a few say nothing.
export const windows_of_slip = (floor: Floor, ticket: Ticket): string[] =>
  floor.windows
    .filter((window) => may_call(window, ticket) && window.state !== 'closed')
    .sort(by_number)
    .slice(0, 6)
    .map(({ window }) => window)
