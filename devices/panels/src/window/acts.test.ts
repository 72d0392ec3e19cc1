import { may_call } from '@panels/shared/states'
import type { WindowView } from '@panels/shared/types'
import { describe, expect, it } from 'vitest'
import { act_for_key, acts, allowed, type ActName } from './acts'

const window_3 = (state: WindowView['state'], more: Partial<WindowView> = {}): WindowView => ({
  window: '3',
  state,
  staff: 'clerk03',
  reason: '',
  since: null,
  services: [],
  ticket: null,
  waiting: 0,
  served: 0,
  ...more
})
const names = Object.keys(acts) as ActName[]

describe('[Q-23] the keys of a window', () => {
  it('a closed window can only be opened', () => {
    expect(names.filter((name) => allowed(window_3('closed'), name))).toEqual(['open'])
  })
  it('[Q-16] nobody is called while a ticket is current or the window is paused', () => {
    for (const state of ['called', 'serving', 'paused'] as const) {
      expect(allowed(window_3(state), 'call-next')).toBe(false)
    }
    expect(allowed(window_3('idle'), 'call-next')).toBe(true)
  })
  it('[Q-21] one key pauses and resumes', () => {
    expect(act_for_key(window_3('idle'), 'b')).toBe('pause')
    expect(act_for_key(window_3('paused'), 'b')).toBe('resume')
    expect(act_for_key(window_3('serving', { pausing: true }), 'B')).toBe('resume')
  })
  it('a key whose act is not allowed now does nothing', () => {
    expect(act_for_key(window_3('idle'), 'F')).toBe(null)
    expect(act_for_key(window_3('serving'), 'N')).toBe(null)
  })
  it('[Q-22] what cannot be taken back asks first', () => {
    expect(acts.void.asks).toBe(true)
    expect(acts.close.asks).toBe(true)
    expect(acts['no-show'].asks).toBe(true)
  })
  it('no two acts that are allowed together share a key', () => {
    for (const state of ['closed', 'idle', 'called', 'serving', 'paused'] as const) {
      const keys = names
        .filter((name) => allowed(window_3(state), name))
        .map((name) => acts[name].shortcut)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('[Q-24] whom a window may call', () => {
  const view = { ...window_3('idle'), services: ['tax'] }
  const ticket = (bound: string | null, bound_staff: string | null, service = 'tax') => ({
    bound,
    bound_staff,
    service
  })
  it('who waits for its services, and nobody bound to another', () => {
    expect(may_call(view, ticket(null, null))).toBe(true)
    expect(may_call(view, ticket(null, null, 'land'))).toBe(false)
    expect(may_call(view, ticket('2', null))).toBe(false)
    expect(may_call(view, ticket(null, 'clerk02'))).toBe(false)
  })
  it('who is bound to it or to who works there, whatever the service', () => {
    expect(may_call(view, ticket('3', null, 'land'))).toBe(true)
    expect(may_call(view, ticket(null, 'clerk03', 'land'))).toBe(true)
  })
})
