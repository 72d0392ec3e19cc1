// What the control room makes of ratings that are not good: at once in the attention list, with the
// time that is left, until somebody has taken them up.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai',
  service = 'enterprise_registration'
let server, browser, page, watch
const at_window = (action, body = {}) => server.ask(`/halls/${hall}/windows/1/${action}`, body)
const found = (kind) => page.locator(by(`find-${kind}`))
const shot = (name) =>
  process.env.ATRIUM_SHOTS && page.screenshot({ path: `${process.env.ATRIUM_SHOTS}/${name}.png` })

async function rated(level) {
  const ticket = await server.ask(`/halls/${hall}/tickets`, { service })
  for (const action of ['call-next', 'start', 'finish']) await at_window(action)
  await server.ask(`/halls/${hall}/tickets/${ticket.id}/evaluation`, { level })
  return ticket
}

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  await at_window('open', { staff: 'clerk01' })
  browser = await open_browser({ width: 1920, height: 1080 })
  ;({ page, watch } = await open_page(browser.context, `${server.url}/console`))
  await page.locator('.attention').waitFor()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

test('[EV-09] a poor rating is shown at once, with the time left to take it up', async () => {
  await rated(5)
  const { number } = await rated(1)
  await found('poor_rating').waitFor()
  assert.equal(await found('poor_rating').count(), 1)
  assert.match(await found('poor_rating').innerText(), new RegExp(`${number}.*1 星.*(小时|天|期限)`))
})

test('[EV-15] three stars are shown as well', async () => {
  const { number } = await rated(3)
  await found('three_stars').filter({ hasText: number }).waitFor()
  await shot('attention-zh')
})

test('[EV-11] it opens the case, and is gone once somebody has taken it up', async () => {
  await found('poor_rating').click()
  await page.locator(by('case')).waitFor()
  await page.fill(by('staff'), 'chief01')
  await page.click(by('step-take_up'))
  await page.locator(by('step-uphold')).waitFor()
  await found('poor_rating').waitFor({ state: 'detached' })
  await page.locator('.el-drawer__close-btn').click()
  await page.locator(by('ratings')).waitFor({ state: 'detached' })
})

test('[EV-11] what is open is still shown after a reload', async () => {
  await page.reload()
  await found('three_stars').waitFor()
  await page.click(by('language'))
  await found('three_stars').filter({ hasText: 'three stars' }).waitFor()
  await shot('attention-en')
  assert.deepEqual(watch.faults, [])
})
