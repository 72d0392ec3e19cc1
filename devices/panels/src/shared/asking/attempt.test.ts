import { describe, expect, it } from 'vitest'
import { Refused, Unreachable } from '../api'
import { Attempt } from './attempt'

const wish = { services: ['tax'], channel: 'phone_page' }
const lost = new Unreachable('gone')

// What a server got: the key of each sending, answered or failed as told.
async function keys(attempt: Attempt, ...sent: [wish: unknown, trouble?: Error][]) {
  const got: string[] = []
  for (const [asked, trouble] of sent) {
    await attempt
      .make(asked, async (key) => {
        got.push(key)
        if (trouble) throw trouble
      })
      .catch(() => undefined)
  }
  return got
}

describe('[Q-01] a number asked for again', () => {
  it('goes under the same key as long as nothing was answered', async () => {
    const [first, ...more] = await keys(new Attempt(), [wish, lost], [wish, lost], [{ ...wish }])
    expect(more).toEqual([first, first])
  })
  it('is another one after an answer, a refusal, or for something else', async () => {
    const twice = await keys(new Attempt(), [wish], [wish])
    const refused = await keys(new Attempt(), [wish, new Refused(409, 'x.y', '')], [wish])
    const other = await keys(new Attempt(), [wish, lost], [{ services: ['land'] }, lost], [wish])
    for (const got of [twice, refused, other]) expect(new Set(got).size).toBe(got.length)
  })
  it('is another one for whoever comes next', async () => {
    const attempt = new Attempt()
    const [first] = await keys(attempt, [wish, lost])
    expect(attempt.unanswered).toBe(true)
    attempt.forget()
    expect(attempt.unanswered).toBe(false)
    expect(await keys(attempt, [wish])).not.toEqual([first])
  })
})
