import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Refused, Unreachable } from '../shared/api'
import en from './en'
import { known_codes, refusals_en, refusals_zh, say_refusal } from './refusals'
import { warnings_of } from './warnings'
import zh from './zh'

const root = join(__dirname, '../../../..')
const asked_of_people = [
  'actors/waiting_room',
  'actors/evaluation',
  'actors/hall',
  'actors/appointment_book'
]
// Configuration is checked before it gets here: its faults are told by `atrium hall check`.
const not_for_people = /configuring\.cpp$|appointment_book\.cpp$/

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(`${folder}/${entry.name}`)
      : entry.name.endsWith('.cpp') && !not_for_people.test(entry.name)
        ? [`${folder}/${entry.name}`]
        : []
  )
}
const tongue = {
  t: (key: string) => refusals_zh[key.replace('refusal.', '')] ?? key,
  te: () => true
}

describe('refusals in words', () => {
  it('every refusal of a rule has words in both languages', () => {
    const codes = asked_of_people
      .flatMap(sources)
      .flatMap((file) =>
        [
          ...readFileSync(join(root, file), 'utf8').matchAll(
            /refuse\(\s*RefusalKind::\w+,\s*"([a-z_]+\.[a-z_]+)"/g
          )
        ].map(([, code]) => code)
      )
    expect(codes.length).toBeGreaterThan(20)
    expect([...new Set(codes)].filter((code) => !known_codes.includes(code))).toEqual([])
  })
  it('no code has words in one language only', () => {
    for (const words of [...Object.values(refusals_zh), ...Object.values(refusals_en)]) {
      expect(words.trim()).not.toBe('')
    }
  })
  it('[Q-18] says what happened, not the code', () => {
    expect(say_refusal(new Refused(404, 'ticket.unknown', 'no'), tongue)).toContain('没有这个号码')
    expect(say_refusal(new Unreachable('gone'), tongue)).toContain('联系不上服务器')
    expect(say_refusal(new Unreachable('full', 1000, 'disk.full'), tongue)).toContain('存储空间不足')
  })
  it('tells citizens what they can do, in the words of the pages', () => {
    expect(refusals_zh.hall__closed).toContain('办公时间再来')
    expect(refusals_en.hall__closed).toContain('Come back')
    const others = Object.values(refusals_zh).filter((words) => words.includes('套餐'))
    expect(others).toEqual([]) // 一件事
  })
  it('[Q-19] says of a journey what the tab says', () => {
    const { journey } = en.machine.visit
    const about = Object.keys(refusals_en).filter((code) => code.includes('journey'))
    expect(about.length).toBeGreaterThan(2)
    for (const code of about) {
      expect(refusals_en[code]).toContain(`“${journey}”`)
      expect(refusals_zh[code]).toContain(`“${zh.machine.visit.journey}”`)
    }
    expect(Object.values(refusals_en).filter((words) => /journey/i.test(words))).toEqual([])
  })
  it('says what was doubtful, in words where there are any', () => {
    const warnings = [
      { code: 'unknown_prefix', field: 'phone', detail: 'odd' },
      { code: 'new', field: 'phone', detail: 'Look again.' }
    ]
    const some = { t: () => '不常见', te: (key: string) => key.endsWith('.unknown_prefix') }
    expect(warnings_of({ warnings }, some)).toEqual(['不常见', 'Look again.'])
    expect(warnings_of(null, some)).toEqual([])
  })
  it("shows the server's own sentence for a code that it does not know", () => {
    const strange = { t: (key: string) => key, te: () => false }
    expect(say_refusal(new Refused(409, 'moon.full', 'Come back tomorrow.'), strange)).toBe(
      'Come back tomorrow.'
    )
  })
})
