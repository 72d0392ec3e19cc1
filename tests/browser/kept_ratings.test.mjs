// Ratings given at the evaluator while the server is away: kept, and taken once when it is back.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai',
  service = 'enterprise_registration'
let server, browser, page, watch
const at_window = (action, body = {}) => server.ask(`/halls/${hall}/windows/1/${action}`, body)
const shot = (name) =>
  process.env.ATRIUM_SHOTS && page.screenshot({ path: `${process.env.ATRIUM_SHOTS}/${name}.png` })

async function served() {
  const { id } = await server.ask(`/halls/${hall}/tickets`, { service })
  for (const action of ['call-next', 'start', 'finish']) await at_window(action)
  await page.locator('[data-page=level]').waitFor()
  return id
}
async function rate(level) {
  await page.click(by(`level-${level}`))
  await page.click(by('send'))
}
async function kept_is_gone() {
  await page.locator(by('kept')).waitFor({ state: 'detached' })
}
const given = async (id) => {
  const { events } = await server.ask(`/halls/${hall}/events?from=0&limit=1000`)
  return events.filter(({ type, data }) => type === 'evaluation.given' && data.ticket === id)
}

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  await at_window('open', { staff: 'clerk01' })
  browser = await open_browser()
  ;({ page, watch } = await open_page(
    browser.context,
    `${server.url}/panel/${hall}/evaluator/1`
  ))
})
after(async () => {
  await browser?.close()
  await server?.close()
})

test('[EV-14] a rating given while the server is away is kept and taken once it is back', async () => {
  const id = await served()
  watch.outage = true
  await server.kill()
  await page.locator(by('offline')).waitFor()
  await rate(5)
  await page.locator(by('kept-thanks')).waitFor()
  await shot('kept-zh')
  await server.start()
  await kept_is_gone()
  const told = await server.ask(`/halls/${hall}/ratings/${id}`)
  assert.equal(told.level, 5)
  assert.ok(told.captured_at, 'the time of the touch')
  assert.equal((await given(id)).length, 1)
  await page.locator('[data-page=idle]').waitFor()
})

test('[EV-14] also after a reload, and the visit is not asked about again', async () => {
  const id = await served()
  await server.kill()
  await page.locator(by('offline')).waitFor()
  await rate(2)
  await page.locator(by('kept')).waitFor()
  await page.goto('about:blank')
  await server.start()
  await page.goto(`${server.url}/panel/${hall}/evaluator/1`)
  await page.locator('[data-page=idle]').waitFor()
  await kept_is_gone()
  assert.equal((await server.ask(`/halls/${hall}/ratings/${id}`)).level, 2)
  assert.equal((await given(id)).length, 1)
  await page.reload()
  await page.locator('[data-page=idle]').waitFor()
  assert.equal((await given(id)).length, 1)
})

test('[EV-14] a rating that something on the way turned away is kept as well', async () => {
  const id = await served()
  watch.outage = true
  await page.route('**/evaluation', (route) => route.fulfill({ status: 404, body: 'no such page' }))
  await rate(4)
  await page.locator(by('kept-thanks')).waitFor()
  await page.unroute('**/evaluation')
  await page.reload()
  await page.locator('[data-page=idle]').waitFor()
  await kept_is_gone()
  assert.equal((await server.ask(`/halls/${hall}/ratings/${id}`)).level, 4)
})

test('[EV-14] a rating that was given elsewhere meanwhile is let go', async () => {
  const id = await served()
  await page.context().setOffline(true)
  await page.locator(by('offline')).waitFor()
  await rate(1)
  await page.locator(by('kept')).waitFor()
  await page.click(by('language'))
  await shot('kept-en')
  await server.ask(`/halls/${hall}/tickets/${id}/evaluation`, { level: 4, channel: 'kiosk' })
  await page.context().setOffline(false)
  await kept_is_gone()
  assert.equal((await server.ask(`/halls/${hall}/ratings/${id}`)).level, 4)
  assert.equal((await given(id)).length, 1)
  watch.outage = false
  assert.deepEqual(watch.faults, [])
})
