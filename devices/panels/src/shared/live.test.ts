import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Live, type Socket } from './live'

const event = (position: number, previous = position - 1) =>
  JSON.stringify({
    position,
    previous,
    stream: 's',
    version: position,
    type: 'waiting_room.issued',
    at: '',
    data: {}
  })
const hello = (epoch = 1, head = 100) => JSON.stringify({ hello: true, hall: 'h', epoch, head })

function story() {
  const dialled: { url: string; socket: Socket }[] = []
  const seen: number[] = [],
    online: boolean[] = []
  let resets = 0
  const live = new Live(
    'h',
    {
      event: ({ position }) => seen.push(position),
      online: (is) => online.push(is),
      reset: () => {
        resets += 1
      }
    },
    (url) => {
      const socket: Socket = {
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
        close() {}
      }
      dialled.push({ url, socket })
      return socket
    }
  )
  const say = (data: string) => dialled[dialled.length - 1].socket.onmessage!({ data })
  const hang_up = () => dialled[dialled.length - 1].socket.onclose!({})
  return { live, dialled, seen, online, say, hang_up, resets: () => resets }
}

describe('the live feed', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('gives every event once, in order', () => {
    const { live, seen, say } = story()
    live.start(4)
    say(hello())
    say(event(5))
    say(event(6))
    say(event(6))
    say(event(7))
    expect(seen).toEqual([5, 6, 7])
  })
  it('asks again from the last event that it has when the link breaks', () => {
    const { live, dialled, say, hang_up, online } = story()
    live.start(4)
    say(hello())
    say(event(5))
    hang_up()
    vi.advanceTimersByTime(1000)
    expect(dialled).toHaveLength(2)
    expect(dialled[1].url).toContain('from=5')
    expect(online).toEqual([true, false])
  })
  it('never jumps over a gap', () => {
    const { live, dialled, seen, say } = story()
    live.start(4)
    say(hello())
    say(event(5))
    say(event(9, 8))
    vi.advanceTimersByTime(1000)
    expect(seen).toEqual([5])
    expect(dialled[1].url).toContain('from=5')
  })
  it('accepts a filtered feed whose positions have holes', () => {
    const { live, seen, say } = story()
    live.start(4)
    say(hello())
    say(event(7, 4))
    say(event(12, 7))
    expect(seen).toEqual([7, 12])
  })
  it('starts over when the hall has begun another epoch', () => {
    const { live, say, hang_up, resets } = story()
    live.start(4)
    say(hello(1))
    hang_up()
    vi.advanceTimersByTime(1000)
    say(hello(2))
    expect(resets()).toBe(1)
  })
  it('starts over when the server knows less than the page', () => {
    const { live, say, resets } = story()
    live.start(40)
    say(hello(1, 3))
    expect(resets()).toBe(1)
  })
  it('starts over when the server says that its past is no longer ours', () => {
    const { live, dialled, resets } = story()
    live.start(4)
    dialled[0].socket.onclose!({ reason: 'feed.epoch_changed' })
    expect(resets()).toBe(1)
  })
  it('starts over once when it is told of a new epoch, and says its own when it comes back', () => {
    const { live, dialled, say, resets, online } = story()
    live.start(40, 1)
    expect(dialled[0].url).toContain('from=40&epoch=1')
    const old = dialled[0].socket.onclose
    say(JSON.stringify({ code: 'feed.epoch_changed', hall: 'h', epoch: 2, from: 30 }))
    expect(old).not.toBeNull()
    expect(dialled[0].socket.onclose).toBeNull()
    expect([resets(), online]).toEqual([1, [false]])
    live.start(34, 2)
    expect(dialled[1].url).toContain('from=34&epoch=2')
    say(hello(2))
    expect(resets()).toBe(1)
  })
  it('waits longer after each failure, but never for long', () => {
    const { live, dialled, hang_up } = story()
    live.start(0)
    for (let at = 0; at < 12; ++at) {
      hang_up()
      vi.advanceTimersByTime(6500)
    }
    expect(dialled.length).toBe(13)
  })
})
