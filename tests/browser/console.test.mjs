// The control room over two halls.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

let server, browser, page, watch
const tiles = (hall) => page.locator(hall ? `[data-hall=${hall}] .tile` : '.tile')

before(async () => {
  server = await Server.begin()
  for (const hall of ['chengmai', 'chengmai-laocheng'])
    await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  browser = await open_browser({ width: 1920, height: 1080 })
  ;({ page, watch } = await open_page(browser.context, `${server.url}/console`))
})
after(async () => {
  await browser?.close()
  await server?.close()
})

test('[Q-33] all 25 windows of both halls stand on the map', async () => {
  await tiles().nth(24).waitFor()
  assert.equal(await tiles().count(), 25)
  assert.equal(await tiles('chengmai').count(), 20)
  assert.equal(await tiles('chengmai-laocheng').count(), 5)
})

test('no window covers another and all fit a wall of 1920 by 1080', async () => {
  const boxes = await Promise.all(
    Array.from({ length: 25 }, (_, at) => tiles().nth(at).boundingBox())
  )
  for (const [at, a] of boxes.entries()) {
    assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= 1920 && a.y + a.height <= 1080)
    for (const b of boxes.slice(at + 1)) {
      assert.ok(
        a.x + a.width <= b.x + 1 ||
          b.x + b.width <= a.x + 1 ||
          a.y + a.height <= b.y + 1 ||
          b.y + b.height <= a.y + 1
      )
    }
  }
})

test('[Q-25] a window changes on the map with what its clerk does, in colour, icon and word', async () => {
  await server.ask('/halls/chengmai/windows/3/open', { staff: 'clerk03' })
  const tile = page.locator('[data-hall=chengmai] [data-window="3"][data-state=idle]')
  await tile.waitFor()
  assert.match(await tile.innerText(), /空闲/)
  assert.equal((await tile.locator('svg').count()) > 0, true)
})

test('[Q-28] a ticket shows in the counts, the lines, the waiting area and the ticker', async () => {
  const { number } = await server.ask('/halls/chengmai/tickets', {
    service: 'enterprise_registration'
  })
  await page.locator(by('count-waiting'), { hasText: '1' }).waitFor()
  await page.locator('.lines-table', { hasText: number }).waitFor()
  await page.locator('.area', { hasText: number }).waitFor()
  await page.locator(by('ticker'), { hasText: `${number} 取号` }).waitFor()
})

test('[Q-39] a window opens to its last acts and stays open over a reload', async () => {
  await server.ask('/halls/chengmai/windows/3/call-next', {})
  await page.click('[data-hall=chengmai] [data-window="3"]')
  await page.locator(by('drawer'), { hasText: '3 号窗口 呼叫 A001' }).waitFor()
  await page.reload()
  await page.locator(by('drawer'), { hasText: '3 号窗口 呼叫 A001' }).waitFor()
  await page.locator('.el-drawer__close-btn').click()
  await page.locator(by('drawer')).waitFor({ state: 'detached' })
})

test('[Q-37] a figure opens the tickets that it is made of', async () => {
  await page.click(by('count-called'))
  await page.locator(by('tickets'), { hasText: 'A001' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator(by('tickets')).waitFor({ state: 'detached' })
})

test('[Q-24] [Q-37] tickets are sorted by where they are or whom they wait for', async () => {
  const service = 'enterprise_registration'
  for (const window of ['1', '2', '4']) {
    const staff = `clerk0${window}`
    await server.ask(`/halls/chengmai/windows/${window}/open`, { staff })
  }
  for (const waits_for of [{ window: '2' }, { staff: 'clerk04' }, { window: '1' }])
    await server.ask('/halls/chengmai/tickets', { service, ...waits_for })
  await page.click(by('count-waiting'))
  const table = page.locator(by('tickets'))
  await table.locator('tbody tr').nth(2).waitFor()
  await table.locator('th').nth(3).click()
  await table.locator('th.ascending').waitFor()
  const places = table.locator('tbody tr td:nth-child(4)')
  assert.deepEqual(await places.allInnerTexts(), ['指定 1', '指定 2', '指定 clerk04'])
  await page.keyboard.press('Escape')
  await table.waitFor({ state: 'detached' })
})

test('one hall can be chosen, and the address keeps it', async () => {
  await page.locator(by('halls')).getByText('老城', { exact: false }).click()
  await page.waitForURL(/hall=chengmai-laocheng/)
  await page.locator('[data-hall=chengmai]').waitFor({ state: 'detached' })
  assert.equal(await tiles().count(), 5)
  await page.goto(`${server.url}/console?hall=chengmai`)
  await tiles('chengmai').nth(19).waitFor()
  assert.equal(await tiles().count(), 20)
})

test('every chart has its figures behind it', async () => {
  await page.locator('.chart canvas').first().waitFor()
  await page.click(by('figures'))
  await page.locator('.charts-table').waitFor()
})

test('the control room says when it is cut off and as of when, and resumes by itself', async () => {
  watch.outage = true
  await server.kill()
  await page
    .locator(by('offline'))
    .filter({ hasText: /\d\d:\d\d:\d\d/ })
    .waitFor()
  await server.start()
  await page.locator(by('offline')).waitFor({ state: 'detached' })
  await page.locator(`${by('link')}.tone-green`).waitFor()
  watch.outage = false
  await server.ask('/halls/chengmai/windows/5/open', { staff: 'clerk05' })
  await page.locator('[data-window="5"][data-state=idle]').waitFor()
})

test('the control room speaks English and keeps the choice', async () => {
  await page.click(by('language'))
  await page.locator('.counts', { hasText: 'Waiting' }).waitFor()
  await page.reload()
  await page.locator('.counts', { hasText: 'Waiting' }).waitFor()
})

test('an address that leads nowhere says so', async () => {
  const lost = await open_page(browser.context, `${server.url}/panel/chengmai/window/99`)
  await lost.page.locator('.lost', { hasText: '99' }).waitFor()
  await lost.page.close()
})

test('nothing leaves the machine and no fault is reported', () => {
  assert.deepEqual(watch.foreign, [])
  assert.deepEqual(watch.faults, [])
})
