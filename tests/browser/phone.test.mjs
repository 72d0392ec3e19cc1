// A ticket on its holder's phone, from waiting to the answer to a poor rating.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai',
  service = 'enterprise_registration'
let server, browser, page, watch, taken
const at_window = (action, body = {}) => server.ask(`/halls/${hall}/windows/1/${action}`, body)
const status = (name) => page.locator(`.phone[data-status=${name}]`).waitFor()

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  await at_window('open', { staff: 'clerk01' })
  taken = await server.ask(`/halls/${hall}/tickets`, { service })
  browser = await open_browser({ width: 390, height: 844 })
  ;({ page, watch } = await open_page(browser.context, server.url + taken.link))
})
after(async () => {
  await browser?.close()
  await server?.close()
})
const shot = (name) =>
  process.env.ATRIUM_SHOTS &&
  page.screenshot({ path: `${process.env.ATRIUM_SHOTS}/${name}.png`, fullPage: true })

test('[Q-36] the phone shows number, place in the line and interval', async () => {
  await status('waiting')
  assert.equal(await page.locator(by('number')).innerText(), taken.number)
  assert.equal(await page.locator(by('ahead')).innerText(), '0')
  await shot('waiting')
})

test('[Q-36] a call shows where to go', async () => {
  await at_window('call-next')
  await status('called')
  assert.match(await page.locator(by('where')).innerText(), /1 号窗口/)
  await shot('called')
})

test('[Q-36] what the label on the papers was stamped with is the progress of the case', async () => {
  await server.ask(`/halls/${hall}/labels/${taken.id}/stamps`, { step: 'receipt', window: '1' })
  assert.match(await page.locator(by('case')).innerText(), /已收件\s*\d{4}-\d\d-\d\d \d\d:\d\d/)
  await shot('case')
})

test('without a network the page shows what it last knew, and since when', async () => {
  watch.outage = true
  await browser.context.setOffline(true)
  await page.locator(by('stale')).waitFor()
  assert.equal(await page.locator(by('number')).innerText(), taken.number)
  await browser.context.setOffline(false)
  await page.locator(by('stale')).waitFor({ state: 'detached' })
  watch.outage = false
})

test('[EV-02] after the service the visit is rated on the phone, once', async () => {
  await at_window('start')
  await at_window('finish')
  await page.reload()
  await page.click(by('level-1'))
  await page.click(by('tag-115'))
  await shot('rating')
  await page.click(by('send'))
  await page.locator(by('given')).waitFor()
})

test('[EV-11] the answer to a poor rating is shown', async () => {
  const step = (name, more = {}) =>
    server.ask(`/halls/${hall}/ratings/${taken.id}/${name}`, { staff: 'chief01', ...more })
  await step('take-up')
  await step('verify', { yes: true, text: '属实' })
  await step('close', { text: '已增开窗口，感谢监督' })
  await page.reload()
  assert.match(await page.locator(by('answer')).innerText(), /已增开窗口/)
  await page.click(by('language'))
  await page.getByText('Thank you').first().waitFor()
  await shot('answer')
  assert.deepEqual(watch.faults, [])
  assert.deepEqual(watch.foreign, [])
})

test('[EV-13] a link that leads nowhere is told calmly', async () => {
  watch.outage = true
  await page.goto(`${server.url}/m/forged`)
  await status('unknown')
  await shot('unknown')
})
