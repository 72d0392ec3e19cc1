// A whole visit by hand, through the pages that people use, with the server killed in the middle.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai',
  service = 'enterprise_registration'
let server, browser
const pages = {}
const panel = (path) => `${server.url}/panel/${hall}/${path}`
const press = (name) => pages.tablet.page.click(by(`act-${name}`))
const text = (page, name) => page.locator(by(name)).first().innerText()
const see = (page, name, words) =>
  page.locator(by(name)).filter({ hasText: words }).first().waitFor()

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  browser = await open_browser()
  for (const [name, path] of Object.entries({
    machine: 'ticket-machine/machine-1',
    tablet: 'window/1',
    display: 'display/1',
    board: 'board/all',
    evaluator: 'evaluator/1'
  })) {
    pages[name] = await open_page(browser.context, panel(path))
  }
})
after(async () => {
  await browser?.close()
  await server?.close()
})

let number = ''

test('[Q-13] the machine issues no ticket for a service that no window serves', async () => {
  const tile = pages.machine.page.locator(by(`service-${service}`))
  await tile.waitFor()
  assert.equal(await tile.isDisabled(), true)
})

test('[Q-25] a clerk opens the window with a name, and the display is no longer closed', async () => {
  await press('open')
  await pages.tablet.page.fill('input[name=clerk]', 'clerk01')
  await pages.tablet.page.click(by('send'))
  await pages.tablet.page.locator(`${by('act-call-next')}:enabled`).waitFor()
  await pages.display.page.locator('.face-idle').waitFor()
})

test('[Q-16] nobody to call is said and is no fault', async () => {
  await press('call-next')
  await see(pages.tablet.page, 'said', /没有人/)
})

test('[Q-01] two taps give a ticket, and its number stands on the screen', async () => {
  const { page } = pages.machine
  await page.locator(`${by(`service-${service}`)}:enabled`).waitFor()
  await page.click(by(`service-${service}`))
  await page.click(by('take'))
  number = await text(page, 'number')
  assert.match(number, /^[A-Z]\d{3}$/)
})

test('[Q-11] the machine reports the slip as printed', async () => {
  for (let tries = 0; ; ++tries) {
    const { desired, reported } = await server.ask(
      `/halls/${hall}/devices/ticket_machine/machine-1`
    )
    const printed = reported.printed ?? []
    if (printed.length && desired.slips.every(({ sequence }) => printed.includes(sequence))) break
    assert.ok(tries < 50, 'no slip was reported printed')
    await new Promise((done) => setTimeout(done, 100))
  }
})

test('[Q-26] [DS-01] the called number stands on the window display and the board', async () => {
  await see(pages.tablet.page, 'queue', '1')
  await press('call-next')
  await see(pages.display.page, 'number', number)
  await see(pages.board.page, 'newest', number)
  await see(pages.tablet.page, 'current', number)
})

test('[DS-01] the called number is at least a fifth of the height of the display', async () => {
  const { page } = pages.display
  const height = await page
    .locator(by('number'))
    .evaluate((shown) => parseFloat(getComputedStyle(shown).fontSize) * 0.72) // Height of a capital.
  assert.ok(height >= page.viewportSize().height / 5, `${height}`)
})

test('screen readers hear the call', async () => {
  const heard = await pages.display.page.locator('[aria-live=assertive]').innerText()
  assert.match(heard, new RegExp(number))
})

test('every page says that it is offline when the server dies, and resumes when it is back', async () => {
  Object.values(pages).forEach(({ watch }) => {
    watch.outage = true
  })
  await server.kill()
  for (const name of ['tablet', 'display', 'board'])
    await pages[name].page.locator(by('offline')).waitFor()
  await server.start()
  for (const name of ['tablet', 'display', 'board', 'evaluator']) {
    await pages[name].page.locator(by('offline')).waitFor({ state: 'detached' })
  }
  Object.values(pages).forEach(({ watch }) => {
    watch.outage = false
  })
  await see(pages.tablet.page, 'current', number)
  await see(pages.display.page, 'number', number)
})

test('[Q-17] recall announces again', async () => {
  await press('recall')
  await see(pages.tablet.page, 'said', /重呼/)
  await pages.tablet.page.locator('.current', { hasText: '第 2 次呼叫' }).waitFor()
})

test('[Q-23] the keyboard starts the service and the display says so', async () => {
  await pages.tablet.page.keyboard.press('s')
  await pages.display.page.locator('.face-serving').waitFor()
})

test('[Q-20] finishing clears the display at once and asks for a rating', async () => {
  await press('finish')
  await pages.display.page.locator('.face-idle').waitFor()
  await pages.evaluator.page.locator('[data-page=level]').waitFor()
})

test('[EV-01] [EV-03] the citizen rates with a level and reasons, once', async () => {
  const { page } = pages.evaluator
  await page.click(by('level-5'))
  await page.click(by('tag-517'))
  await page.click(by('send'))
  await page.locator(by('thanks')).waitFor()
  await page.locator('[data-page=idle]').waitFor()
  const { tickets } = await server.ask(`/halls/${hall}/tickets?number=${number}&limit=50`)
  const { id } = tickets.find((ticket) => ticket.number === number)
  await assert.rejects(
    server.ask(`/halls/${hall}/tickets/${id}/evaluation`, { level: 1, tags: [], text: '' }),
    /evaluation\.already_given/
  )
})

test('[Q-18] a special call of a number that nobody has is refused in words', async () => {
  await press('call')
  await pages.tablet.page.fill('input[name=number]', 'Z999')
  await pages.tablet.page.fill('input[name=reason]', '过号返回')
  pages.tablet.watch.outage = true // The browser itself notes an answer of 404.
  await pages.tablet.page.click(by('send'))
  await pages.tablet.page.locator('.sheet-trouble', { hasText: '没有这个号码' }).waitFor()
  pages.tablet.watch.outage = false
  await pages.tablet.page.keyboard.press('Escape')
  await pages.tablet.page.locator('.sheet').waitFor({ state: 'detached' })
})

test('[Q-19] [Q-24] a ticket handed to a colleague waits wherever the colleague works', async () => {
  await server.ask(`/halls/${hall}/windows/2/open`, { staff: 'clerk02' })
  const ticket = await server.ask(`/halls/${hall}/tickets`, { service })
  await press('call-next')
  await see(pages.tablet.page, 'current', ticket.number)
  await press('transfer')
  await pages.tablet.page.locator(by('to-staff')).getByText('clerk02').click()
  await see(pages.tablet.page, 'said', /转号/)
  const now = await server.ask(`/halls/${hall}/tickets/${ticket.id}`)
  assert.equal(now.bound_staff, 'clerk02')
  await press('call-next')
  await see(pages.tablet.page, 'said', /没有人/)
  await server.ask(`/halls/${hall}/windows/2/close`, {})
  assert.equal((await server.ask(`/halls/${hall}/tickets/${ticket.id}`)).bound_staff, null)
})

test('[Q-21] closing the window asks once before it is done', async () => {
  await press('close')
  await pages.tablet.page.locator('.sheet-question').waitFor()
  await pages.tablet.page.keyboard.press('Escape')
  await pages.display.page.locator('.face-idle').waitFor()
})

test('[Q-21] a pause shows its text in place of everything', async () => {
  await press('pause')
  await pages.tablet.page.fill('input[name=reason]', '午间休息')
  await pages.tablet.page.click(by('send'))
  await pages.display.page.locator('.face-paused', { hasText: '午间休息' }).waitFor()
  await pages.tablet.page.click(by('act-resume'))
  await pages.display.page.locator('.face-idle').waitFor()
})

test('a second tablet of the same window agrees', async () => {
  const second = await open_page(browser.context, panel('window/1'))
  await second.page.locator(`${by('act-pause')}:enabled`).waitFor()
  await press('pause')
  await pages.tablet.page.fill('input[name=reason]', '参加会议')
  await pages.tablet.page.click(by('send'))
  await second.page.locator(by('act-resume')).first().waitFor()
  await second.page.close()
})

test('the tablet speaks English and keeps the choice over a reload', async () => {
  const { page } = pages.tablet
  await page.click(by('language'))
  await page.locator('.tablet', { hasText: 'The window is paused' }).waitFor()
  await page.reload()
  await page.locator('.tablet', { hasText: 'The window is paused' }).waitFor()
})

test('no panel asks another machine for anything, loads the charts, or reports a fault', () => {
  for (const [name, { watch }] of Object.entries(pages)) {
    assert.deepEqual(watch.foreign, [], name)
    assert.deepEqual(watch.faults, [], name)
    assert.equal(
      watch.scripts.some((script) => script.includes('ControlRoom')),
      false,
      name
    )
  }
})
