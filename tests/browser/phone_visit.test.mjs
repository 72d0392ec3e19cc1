// Several services, or a journey, under one number that is taken on one's own phone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai',
  first = 'enterprise_registration'
const shots = process.env.ATRIUM_SHOTS
let server, browser, page, watch
const floor = new RegExp(`/halls/${hall}(\\?|$)`)
const at = (query = '') => `${server.url}/m/hall/${hall}${query}`
const text = (name) => page.locator(by(name)).first().innerText()
const steps = () => page.locator(`${by('steps')} strong`).allInnerTexts()
const service = (name) => page.locator(by(`service-${name}`))
const radio = (name) => page.locator(`input[value=${name}]`)
const focused = (selector) => page.locator(`${selector}:focus`).waitFor()
const language = () => page.click(by('language'))
const shot = async (name) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  assert.ok(wide <= 390, `${name}: ${wide} px wide`)
  if (shots) await page.screenshot({ path: `${shots}/phone-visit-${name}.png` })
}
async function both(name) {
  await shot(`${name}-zh`)
  await language()
  await shot(`${name}-en`)
  await language()
}

const at_window = (window, action, body = {}) =>
  server.ask(`/halls/${hall}/windows/${window}/${action}`, body)
const open = (window) => at_window(window, 'open', { staff: `clerk${window}` })
const issued = async () => (await server.ask(`/halls/${hall}`)).counts.issued
async function last_ticket() {
  const { tickets } = await server.ask(`/halls/${hall}/tickets?number=${await text('number')}`)
  return tickets[0]
}
async function choose(one, ...more) {
  await radio(one).check()
  for (const another of more) {
    await page.click(by('add'))
    await service(another).click()
  }
}
async function take(phone) {
  await page.fill(by('phone'), phone)
  await page.click(by('take'))
}

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  for (const window of ['1', '5', '10', '13', '15', '19']) await open(window)
  browser = await open_browser({ width: 390, height: 844 })
  ;({ page, watch } = await open_page(browser.context, at()))
  await radio('tax').waitFor()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

test('[Q-19] [Q-09] several services on a phone give one number that has them in order', async () => {
  const before_it = await issued()
  await both('list')
  await radio(first).check()
  await both('one')
  await page.click(by('add'))
  await page.locator(by('chosen'), { hasText: '已选 1 项：企业设立登记' }).waitFor()
  await both('adding')
  await service('housing_fund').click()
  await page.click(by('add'))
  await service('social_security').click()
  await page.click(by('add'))
  await service('tax').click()
  await page.click(by('remove-social_security'))
  assert.deepEqual(await steps(), ['企业设立登记', '住房公积金', '税务综合业务'])
  await both('together')
  await take('13500002701')
  await page.locator(by('then'), { hasText: '其后：住房公积金 → 税务综合业务' }).waitFor()
  await both('taken')
  const ticket = await last_ticket()
  assert.equal(ticket.service, first)
  assert.deepEqual(ticket.next, ['housing_fund', 'tax'])
  assert.equal(await issued(), before_it + 1)
  await page.click(by('again'))
})

test('[Q-19] [Q-09] a journey on a phone gives one number for its services', async () => {
  await page.click(by('journey-start_company'))
  assert.equal(await page.locator(by('add')).count(), 0)
  assert.equal(await page.locator(by('remove-tax')).count(), 0)
  await both('journey')
  await take('13500002702')
  await page.locator(by('then'), { hasText: '税务综合业务 → 社会保险参保与待遇 → ' }).waitFor()
  assert.deepEqual((await last_ticket()).next, ['tax', 'social_security', 'housing_fund'])
  await page.click(by('again'))
})

test('[Q-19] [Q-10] journeys are offered with all services, not behind a code for some', async () => {
  await page.goto(at('?service=passport'))
  await page.locator('input[value=passport]:checked').waitFor()
  assert.equal(await page.locator(by('journeys')).count(), 0)
  await page.click(by('add'))
  await service('residence').click()
  assert.equal((await steps()).length, 2)
  await page.click(by('leave'))
  await page.locator('input[value=passport]:checked').waitFor()
  await page.click(by('everything'))
  await page.locator(by('journeys')).waitFor()
})

test('[Q-13] [Q-19] what cannot be served now is marked and kept out', async () => {
  await page.goto(at())
  await at_window('5', 'close')
  const unserved = page.locator(`${by('journey-start_company')}:disabled`)
  await unserved.filter({ hasText: '税务综合业务：窗口均未开放' }).waitFor()
  await both('closed')
  await open('5')
  await page.locator(`${by('journey-start_company')}:enabled`).waitFor()
  await radio(first).check()
  await page.click(by('add'))
  assert.equal(await service(first).isDisabled(), true)
  assert.match(await service(first).innerText(), /已选，第 1 项/)
  assert.equal(await service('project_filing').isDisabled(), true)
  assert.match(await service('project_filing').innerText(), /窗口均未开放/)
  await page.click(by('add-done'))
  assert.equal(await radio(first).isChecked(), true)
})

test('[Q-19] one number is good for eight services, on a phone too', async () => {
  await choose(
    'tax',
    first,
    'individual_business',
    'food_permit',
    'social_security',
    'medical_insurance',
    'passport',
    'residence'
  )
  await page.locator(`${by('add')}:disabled`, { hasText: '最多办 8 项' }).waitFor()
  await both('full')
  await page.click(by('remove-tax'))
  await page.locator(`${by('add')}:enabled`).waitFor()
  await page.click(by('leave'))
  assert.equal(await page.locator('input:checked').count(), 0)
})

test('[Q-19] what can no longer be done is said on the phone, and the rest is taken', async () => {
  await choose(first, 'tax')
  await at_window('5', 'close')
  await page.locator(by('steps'), { hasText: '窗口均未开放' }).waitFor()
  assert.match(await text('visit-said'), /请移除/)
  await page.locator(`${by('take')}:disabled`).waitFor()
  await both('blocked')
  await page.click(by('remove-tax'))
  assert.deepEqual(await steps(), ['企业设立登记'])
  await shot('left-zh')
  await take('13500002703')
  await page.locator(by('number')).waitFor()
  assert.deepEqual((await last_ticket()).next, [])
  await page.click(by('again'))
  await open('5')
  await radio('tax').waitFor()
})

test('[Q-19] a refusal is said, leaves what was chosen, and goes when that changes', async () => {
  await choose(first, 'tax')
  await page.route(floor, (route) => route.abort()) // It does not hear of the window in time.
  await at_window('5', 'close')
  watch.outage = true
  await take('13500002704')
  await page.locator(by('trouble'), { hasText: '该业务窗口均未开放' }).waitFor()
  assert.deepEqual(await steps(), ['企业设立登记', '税务综合业务'])
  await both('refused')
  await page.unroute(floor)
  await page.click(by('remove-tax'))
  await page.locator(by('trouble')).waitFor({ state: 'detached' })
  await open('5')
  await page.click(by('leave'))
  await radio('tax').waitFor()
  watch.outage = false
})

test('[Q-01] [Q-19] a lost answer and another touch give one number for the visit', async () => {
  const before_it = await issued()
  await choose('tax', 'housing_fund')
  const lost = { headers: { 'Retry-After': '60' }, body: '{}', status: 503 }
  const tickets = `**/halls/${hall}/tickets`
  await page.route(tickets, async (route) => {
    await route.fetch()
    await route.fulfill(lost)
  })
  watch.outage = true
  await take('13500002705')
  await page.locator(by('trouble'), { hasText: '联系不上服务器' }).waitFor()
  await page.unroute(tickets)
  watch.outage = false
  await page.click(by('take'))
  await page.locator(by('then'), { hasText: '其后：住房公积金' }).waitFor()
  assert.equal(await issued(), before_it + 1)
  await page.click(by('again'))
})

test('[Q-19] a visit on a phone stays as it is while its number is taken', async () => {
  await choose('tax', 'housing_fund')
  let go_on
  const held = new Promise((done) => (go_on = done))
  const tickets = `**/halls/${hall}/tickets`
  await page.route(tickets, (route) => held.then(() => route.continue()))
  await take('13500002706')
  for (const name of ['remove-tax', 'remove-housing_fund', 'add', 'leave', 'phone'])
    await page.locator(`${by(name)}:disabled`).waitFor()
  go_on()
  await page.locator(by('then'), { hasText: '其后：住房公积金' }).waitFor()
  await page.unroute(tickets)
  await page.click(by('again'))
})

test('[Q-19] keys do on the phone page what touches do', async () => {
  await page.focus('input[value=tax]')
  await page.keyboard.press('Space')
  await page.focus(by('add'))
  await page.keyboard.press('Enter')
  await focused(`${by('adding')} h1`)
  await service('housing_fund').focus()
  await page.keyboard.press('Enter')
  await focused('form h1')
  await page.focus(by('remove-tax'))
  await page.keyboard.press('Enter')
  await focused('form h1')
  assert.deepEqual(await steps(), ['住房公积金'])
  await page.fill(by('phone'), '13500002707')
  await page.keyboard.press('Enter')
  await page.locator(by('number')).waitFor()
  assert.deepEqual(watch.faults, [])
  assert.deepEqual(watch.foreign, [])
})
