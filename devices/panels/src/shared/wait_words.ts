// A waiting interval in words; seconds come in, whole minutes go out, wide rather than narrow.
import type { Wait } from './types'

type Say = (key: string, values?: Record<string, unknown>) => string

export function wait_words(wait: Wait | null, windows_open: number, t: Say): string {
  if (!wait) return windows_open > 0 ? t('wait.unknown') : t('wait.none')
  if (wait.likely_s === null) return t('wait.not_today')
  const low = Math.floor(wait.low_s / 60)
  if (wait.high_s === null) return t('wait.from', { low: Math.max(1, low) })
  const high = Math.ceil(wait.high_s / 60)
  if (high < 1) return t('wait.now')
  if (low < 1) return t('wait.within', { high })
  return low === high ? t('wait.about', { low }) : t('wait.range', { low, high })
}
