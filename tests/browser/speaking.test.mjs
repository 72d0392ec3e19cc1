// Calls are heard: real audio elements play the server's sound, one after another, on one page of
// the zone; two windows share a screen; a pause replaces everything.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'two-windows'
const shots = process.env.ATRIUM_SHOTS
let server, browser, mute
const panel = (path) => `${server.url}/panel/${hall}/${path}`
const at = (window, action, body = {}) =>
  server.ask(`/halls/${hall}/windows/${window}/${action}`, body)
const speaker = () => server.ask(`/halls/${hall}/devices/speaker/a`)

// Notes when an audio element begins and ends, on whatever page.
const listen = () => {
  window.heard = []
  const create = window.Audio
  window.Audio = function () {
    const audio = new create()
    for (const what of ['playing', 'ended', 'error', 'pause']) {
      audio.addEventListener(what, () =>
        window.heard.push({ what, of: audio.src.match(/(\d+)\/audio$/)?.[1], at: Date.now() })
      )
    }
    return audio
  }
}
// A browser that plays nothing until somebody clicks. (Whatever a test asks of a page counts as a
// touch, so that Chromium's own lock would be open.)
const lock = () => {
  let touched = false
  addEventListener('click', () => (touched = true), { capture: true })
  Object.defineProperty(navigator, 'userActivation', {
    get: () => ({ hasBeenActive: touched })
  })
  window.AudioContext = class {
    state = 'suspended'
    resume = () => new Promise(() => {})
    close() {}
  }
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function () {
    if (touched) return play.call(this)
    return Promise.reject(new DOMException('play() was not allowed', 'NotAllowedError'))
  }
}

// As by a person: the page gets to say that it leaves. A tab that is torn away may not.
async function shut(page) {
  await page.goto('about:blank')
  await page.close()
}
const heard_on = (page) => page.evaluate(() => window.heard)
const ended = (heard) => heard.filter(({ what }) => what === 'ended').map(({ of }) => of)
// The page's own policy lets no test evaluate texts there, so that it is asked again and again.
async function until(page, holds) {
  for (const end = Date.now() + 40000; ; ) {
    const heard = await heard_on(page)
    if (holds(heard)) return heard
    assert.ok(Date.now() < end, `heard only ${JSON.stringify(heard)}`)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
  }
}
const shot = async (page, name) => {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: `${shots}/${name}.png` })
}

before(async () => {
  const file = fileURLToPath(new URL('two_windows.toml', import.meta.url))
  server = await Server.begin('--hall', file)
  browser = await open_browser({ sound: true })
  mute = await open_browser({ sound: true })
  await browser.context.addInitScript(listen)
  for (const window of ['1', '2']) await at(window, 'open', { staff: `clerk0${window}` })
  for (let i = 0; i < 6; ++i) {
    await server.ask(`/halls/${hall}/tickets`, { service: 'any', channel: 'ticket_machine' })
  }
})
after(async () => {
  await browser?.close()
  await mute?.close()
  await server?.close()
})

const boards = []

test('[Q-26] one board of a zone speaks for it', async () => {
  for (const name of ['first', 'second']) {
    const board = await open_page(browser.context, panel('board/a'))
    await board.page.locator(by('caption')).waitFor()
    boards.push(board)
    if (name === 'first') {
      for (let tries = 0; !(await speaker()).reported.page; ++tries) assert.ok(tries < 2000)
    }
  }
})

test('[Q-26] [Q-32] calls are heard in their order and never at once', async () => {
  await at('1', 'call-next')
  await at('2', 'call-next')
  await at('1', 'recall')
  const [first, second] = boards.map(({ page }) => page)
  const all = await until(first, (heard) => ended(heard).length === 3)
  const heard = all.filter(({ what }) => what !== 'pause')
  assert.deepEqual(
    heard.map(({ what, of }) => `${what} ${of}`),
    ['playing 1', 'ended 1', 'playing 2', 'ended 2', 'playing 3', 'ended 3']
  )
  for (let i = 2; i < heard.length; i += 2) assert.ok(heard[i].at >= heard[i - 1].at)
  for (let i = 1; i < heard.length; i += 2) assert.ok(heard[i].at - heard[i - 1].at > 1000)
  assert.deepEqual(await heard_on(second), [])
})

test('[Q-26] what is spoken stands on every board of the zone as text', async () => {
  await at('1', 'recall')
  for (const { page } of boards) {
    await page.locator(by('caption')).filter({ hasText: 'A001到1号' }).waitFor()
  }
  await shot(boards[0].page, 'board-speaking-zh')
})

test('[Q-32] a call that is withdrawn before its turn is not heard', async () => {
  await at('2', 'recall')
  await at('2', 'start')
  await until(boards[0].page, (heard) => ended(heard).includes('4'))
  while ((await speaker()).desired.current);
  const heard = await heard_on(boards[0].page)
  assert.ok(!heard.some(({ of }) => of === '5'))
})

test('[Q-26] another board speaks when the first is shut', async () => {
  await shut(boards[0].page)
  await at('1', 'no-show')
  await at('1', 'call-next')
  await until(boards[1].page, (heard) => ended(heard).length > 0)
})

test('[Q-27] a silent hall says so and nothing else', async () => {
  await server.ask(`/halls/${hall}/mode`, { mode: 'silent' })
  await boards[1].page.locator(by('caption')).filter({ hasText: '静音叫号' }).waitFor()
  const before = (await heard_on(boards[1].page)).length
  await at('1', 'recall')
  await boards[1].page.locator(by('newest')).filter({ hasText: 'A003' }).waitFor()
  await shot(boards[1].page, 'board-silent-zh')
  assert.equal((await heard_on(boards[1].page)).length, before)
  await server.ask(`/halls/${hall}/mode`, { mode: 'both' })
})

test('[Q-26] a browser that may not speak says why, and one touch lets it', async () => {
  const before = (await speaker()).reported.page
  await shut(boards[1].page)
  await mute.context.addInitScript(lock)
  await mute.context.addInitScript(listen)
  const { page } = await open_page(mute.context, panel('board/a'))
  await page.locator(by('unlock')).waitFor()
  for (const end = Date.now() + 20000; ; ) {
    const now = (await speaker()).reported.page // What is said before is said to nobody.
    if (now && now !== before) break
    assert.ok(Date.now() < end, 'the other board does not take over')
  }
  await at('1', 'recall')
  assert.deepEqual(await heard_on(page), [])
  await shot(page, 'board-blocked-zh')
  await page.click(by('unlock'))
  await page.locator(by('caption')).waitFor()
  await until(page, (heard) => ended(heard).length > 0)
})

test('[Q-32] [DS-01] one screen shows both its windows, each with its own number', async () => {
  const { page } = await open_page(browser.context, panel('display/1'))
  await page.locator('.face-called').waitFor()
  const faces = await page.locator('.face').allInnerTexts()
  assert.equal(faces.length, 2)
  assert.match(faces[0], /1 号窗口[\s\S]*A003/)
  assert.match(faces[1], /2 号窗口[\s\S]*A002/)
  await shot(page, 'display-two-windows-zh')
  await page.close()
})

test('[Q-21] [DS-01] a staff-away text replaces the number on display, strip and evaluator', async () => {
  await at('1', 'no-show')
  await at('1', 'pause', { reason: '取材料，五分钟后回来' })
  const display = await open_page(browser.context, panel('display/screen'))
  await display.page.locator(by('away')).filter({ hasText: '取材料' }).waitFor()
  await shot(display.page, 'display-one-away-zh')
  const strip = await open_page(browser.context, panel('led-strip/1'))
  await strip.page.locator(by('strip')).waitFor()
  await shot(strip.page, 'strip-zh')
  const evaluator = await open_page(browser.context, panel('evaluator/1'))
  await evaluator.page.locator(by('pause')).filter({ hasText: '取材料' }).waitFor()
  for (const { watch } of [display, strip, evaluator]) assert.deepEqual(watch.faults, [])
})
