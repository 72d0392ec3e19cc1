// Chinese first, English second; the choice is kept on the device.
import { createI18n } from 'vue-i18n'
import en from './en'
import { refusals_en, refusals_zh } from './refusals'
import zh from './zh'

export type Language = 'zh-CN' | 'en'
const kept = 'atrium.language'

function first_language(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  if (asked === 'en' || asked === 'zh-CN') return asked
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

export const i18n = createI18n({
  legacy: false,
  locale: first_language(),
  fallbackLocale: 'zh-CN',
  messages: {
    'zh-CN': { ...zh, refusal: refusals_zh },
    en: { ...en, refusal: refusals_en }
  }
})
document.documentElement.lang = i18n.global.locale.value

export function set_language(language: Language, keep = true): void {
  i18n.global.locale.value = language
  document.documentElement.lang = language
  if (!keep) return
  try {
    localStorage.setItem(kept, language)
  } catch {
    /* A device may forbid storage. */
  }
}

// A window's name without its number, which every page already shows large.
export function window_name(view: { name: string; name_en?: string } | null | undefined): string {
  return named(view)
    .replace(/^\s*\d+\s*号\s*/, '')
    .replace(/^Window \d+[,:]?\s*/i, '')
}

// Why a window is paused: a reason that programs give by key in words, any other as it was typed.
export function reason_words(reason: string): string {
  const key = `reason.${reason}`
  return reason && i18n.global.te(key) ? i18n.global.t(key) : reason
}

// A hall in a word, where two halls share a list.
export function hall_tag(hall: { name: string; name_en?: string } | null | undefined): string {
  return i18n.global.locale.value === 'en' ? named(hall).split(' ')[0] : named(hall).slice(0, 2)
}

type Services = { service: string; name: string; name_en?: string }[]

// A service by its id; one that the hall does not have goes by the id.
export function service_name(id: string, services: Services | undefined): string {
  return named(services?.find(({ service }) => service === id)) || id
}

// Services by id, one after the other: "税务综合业务 → 住房公积金".
export function in_order(ids: string[] | undefined, services: Services): string {
  return (ids ?? []).map((id) => service_name(id, services)).join(' → ')
}

// The name in the language shown; Chinese where a hall gave no English one.
export function named(thing: { name: string; name_en?: string } | null | undefined): string {
  if (!thing) return ''
  return i18n.global.locale.value === 'en' && thing.name_en ? thing.name_en : thing.name
}
