// A call's reason in words: what decided first, then what else was compared.
import type { Strategy, Why } from '@panels/shared/types'

type Say = (key: string, values?: Record<string, unknown>) => string

const built_in = ['booked_first', 'by_time', 'ageing', 'ratio']

export function why_words(why: Why, t: Say): string[] {
  const own_first = why.strategy.startsWith('own_first+')
  const kind = why.strategy.replace('own_first+', '')
  const said: string[] = []
  if (why.waited_for) said.push(t(`room.why.for_${why.waited_for}`))
  if (why.bound) said.push(t(`room.why.${why.bound}`, { times: why.times }))
  else said.push(t(`room.why.${kind}`, { ...why, score: Math.round(why.score_s / 60) }))
  if (why.priority > 0) said.push(t('room.why.priority', { priority: why.priority }))
  if (why.booked) said.push(t('room.why.booked'))
  if (own_first) said.push(t('room.why.own_first'))
  said.push(why.overtook ? t('room.why.overtook', { n: why.overtook }) : t('room.why.earliest'))
  return said
}

export function strategy_words(strategy: Strategy, t: Say): string {
  if (built_in.includes(strategy.name)) return t(`room.strategy.${strategy.name}`)
  const kind = strategy.weighing === 'strict' ? strategy.order : strategy.weighing
  const words = t(`room.strategy.${kind}`)
  return strategy.name ? `${strategy.name} · ${words}` : words
}
