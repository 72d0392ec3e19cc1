// What operators see and press when something is wrong: entities out of service, tickets set aside,
// a server that is too busy. The troubles are put into the server's answers on their way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

let server, browser, page, watch
const floor_path = /\/api\/v1\/halls\/chengmai(\?at_least=\d+)?$/
const shots = process.env.ATRIUM_SHOTS

before(async () => {
  server = await Server.begin()
  await server.ask('/halls/chengmai/open', {}).catch(() => {})
  await server.ask('/halls/chengmai/windows/3/open', { staff: 'clerk03' })
  browser = await open_browser({ width: 1920, height: 1080 })
  ;({ page, watch } = await open_page(browser.context, `${server.url}/console?hall=chengmai`))
})
after(async () => {
  await browser?.close()
  await server?.close()
})

const shot = async (name) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
}
const sick = {
  partition: 'chengmai',
  kind: 'evaluation',
  id: '20261121-A017',
  state: 'quarantined',
  trouble: 'evaluation/20261121-A017 at position 4711: the payload is of another event',
  doing: '',
  doing_ms: 0,
  waiting: 0,
  waiting_ms: 0,
  syncing: 0,
  syncing_ms: 0,
  handled: 0,
  defects: 0,
  idle_ms: 0
}

test('operators see what each entity does and how long it is waited for', async () => {
  await page.click(by('operations'))
  await page.locator(by('actors'), { hasText: '等候区 main' }).waitFor()
  await page.locator(by('vitals'), { hasText: 'chengmai' }).waitFor()
  await page.locator('.operations-well', { hasText: '没有停用的单元' }).waitFor()
  await page.waitForURL(/operations=1/)
  await shot('operations')
})

test('an entity out of service is shown first, with why, and can be revived', async () => {
  let revived = ''
  await page.route('**/api/v1/ops/actors?*', async (route) => {
    const answer = await route.fetch()
    const told = await answer.json()
    const actors = revived ? told.actors : [...told.actors, sick]
    await route.fulfill({ response: answer, json: { ...told, actors } })
  })
  await page.route('**/revive', async (route) => {
    revived = new URL(route.request().url()).pathname
    await route.fulfill({ json: { revived: true } })
  })
  await page.locator('.operations-out', { hasText: '4711' }).waitFor()
  await shot('operations-out')
  await page.click(by('revive-20261121-A017'))
  await page.locator('.operations-said', { hasText: '20261121-A017' }).waitFor()
  await page.locator('.operations-out').waitFor({ state: 'detached' })
  assert.equal(revived, '/api/v1/ops/actors/chengmai/evaluation/20261121-A017/revive')
})

test('operations that cannot be asked for are said to be so, and the last figures stay', async () => {
  watch.outage = true
  await page.route('**/api/v1/ops/actors?*', (route) => route.abort())
  await page.locator('.operations-trouble', { hasText: /\d\d:\d\d:\d\d/ }).waitFor()
  await page.locator(by('actors'), { hasText: '等候区 main' }).waitFor()
  await shot('operations-offline')
  await page.unroute('**/api/v1/ops/actors?*')
  await page.locator('.operations-trouble').waitFor({ state: 'detached' })
  watch.outage = false
  await page.locator('.el-drawer__close-btn').click()
  await page.locator(by('operations-drawer')).waitFor({ state: 'detached' })
})

test('a ticket that was set aside comes first and is released with one press', async () => {
  const ticket = await server.ask('/halls/chengmai/tickets', { service: 'enterprise_registration' })
  const aside = { why: 'order.cpp:41: who waits is in a line', at: ticket.issued_at }
  let released = ''
  await page.route(floor_path, async (route) => {
    const answer = await route.fetch()
    const floor = await answer.json()
    floor.set_aside = released ? [] : [{ ...ticket, status: 'parked', set_aside: aside }]
    await route.fulfill({ response: answer, json: floor })
  })
  await page.route('**/release', async (route) => {
    released = route.request().headers()['idempotency-key']
    await route.fulfill({ json: { ...ticket, position: 1 } })
  })
  const entry = page.locator('.attention li').first()
  await entry.filter({ hasText: `${ticket.number} 因系统故障已搁置` }).waitFor()
  assert.match(await entry.locator('[title]').getAttribute('title'), /order\.cpp:41/)
  await shot('set-aside')
  await page.click(by(`release-${ticket.number}`))
  await page.locator(by(`release-${ticket.number}`)).waitFor({ state: 'detached' })
  assert.match(released, /^[0-9a-f-]{36}$/)
  await page.unroute(floor_path)
})

test('a busy server is said to be busy, not gone, and the picture goes on by itself', async () => {
  watch.outage = true
  await page.route(floor_path, (route) =>
    route.fulfill({
      status: 503,
      headers: { 'Retry-After': '1', 'Content-Type': 'application/problem+json' },
      body: JSON.stringify({ status: 503, code: 'overloaded', detail: 'too much' })
    })
  )
  await page.locator(by('offline'), { hasText: '系统繁忙' }).waitFor()
  await shot('busy')
  await page.unroute(floor_path)
  await page.locator(by('offline')).waitFor({ state: 'detached' })
  watch.outage = false
})

test('a busy server gets the same act again under the same key, and the clerk is told', async () => {
  const tablet = await open_page(browser.context, `${server.url}/panel/chengmai/window/3`)
  tablet.watch.outage = true
  const keys = []
  await tablet.page.route('**/call-next', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (keys.length > 2) return route.continue()
    await route.fulfill({
      status: 503,
      headers: { 'Retry-After': '1', 'Content-Type': 'application/problem+json' },
      body: JSON.stringify({ status: 503, code: 'overloaded', detail: 'too much' })
    })
  })
  await tablet.page.click(by('act-call-next'))
  await tablet.page.locator(by('said'), { hasText: '系统繁忙' }).waitFor()
  await tablet.page.locator(by('said'), { hasText: '已完成' }).waitFor()
  assert.equal(keys.length, 3)
  assert.equal(new Set(keys).size, 1)
  await tablet.page.close()
})

test('the operations speak English', async () => {
  await page.click(by('language'))
  await page.click(by('operations'))
  await page.locator(by('operations-drawer'), { hasText: 'Entities in memory' }).waitFor()
  await shot('operations-en')
  assert.deepEqual(watch.faults, [])
})
