// The ways to a ticket in a real browser: a card at the reader, a phone, a code, priority by staff,
// slip and label, several services under one number, a number by phone, and a label scanned at the
// window.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai',
  service = 'enterprise_registration'
let server, browser, machine
const panel = (path) => `${server.url}/panel/${hall}/${path}`
const text = (page, name) => page.locator(by(name)).first().innerText()

async function show_card(page, number) {
  await page.keyboard.type(number, { delay: 2 })
  await page.keyboard.press('Enter')
}
async function take(page) {
  await page.click(by(`service-${service}`))
  await page.click(by('take'))
}
async function done(page) {
  await page.click(by('done'))
  await page.locator(by(`service-${service}`)).waitFor()
}

const opened = (window) =>
  server.ask(`/halls/${hall}/windows/${window}/open`, { staff: `clerk${window}` })

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  await server.ask(`/halls/${hall}/windows/1/open`, { staff: 'clerk01' })
  for (const window of ['5', '10', '15']) await opened(window)
  browser = await open_browser()
  machine = (await open_page(browser.context, panel('ticket-machine/machine-1'))).page
  await machine.locator(`${by(`service-${service}`)}:enabled`).waitFor()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

test('[Q-02] [Q-11] [Q-15] a card at the reader gives a masked label with QR and barcode', async () => {
  await show_card(machine, '469023199003070012')
  assert.match(await text(machine, 'who'), /4690\*+012/)
  await take(machine)
  await machine.locator(`${by('qr')} svg`).waitFor()
  await machine.locator(`${by('barcode')} rect`).first().waitFor()
  const paper = await text(machine, 'paper')
  assert.match(paper, /4690\*{11}012/)
  assert.ok(!paper.includes('469023199003070012'))
  assert.match(paper, /企业设立登记/)
  await done(machine)
})

test('[Q-02] a wrong card is refused in words and not kept', async () => {
  await show_card(machine, '469023199003070013')
  await take(machine)
  await machine.getByText('证件号码不正确').waitFor()
  await machine.locator('main button').click()
  assert.equal(await machine.locator(by('who')).count(), 0)
})

test('[Q-03] a phone number typed on the pad; a doubtful one warns on the ticket', async () => {
  await machine.click(by('way-identify'))
  for (const digit of '15412345678') {
    await machine.click(by(`key-${digit}`))
  }
  await machine.click(by('identify'))
  await take(machine)
  assert.match(await text(machine, 'warning'), /再核对/)
  await done(machine)
})

test('[Q-05] priority only after the staff password', async () => {
  const try_password = async (password) => {
    await machine.click(by('way-priority'))
    await machine.fill(by('staff-password'), password)
    await machine.click(by('release'))
    await take(machine)
  }
  await try_password('wrong')
  await machine.getByText('工作人员密码不正确').waitFor()
  await machine.locator('main button').click()
  await try_password('atrium-demo')
  await machine.locator(by('paper')).waitFor()
  await done(machine)
  const { tickets } = await server.ask(`/halls/${hall}/tickets?limit=500`)
  assert.equal(tickets.filter(({ priority }) => priority === 1).length, 1)
})

test('[Q-09] [Q-10] a number is taken from one’s own phone', async () => {
  const { page, watch } = await open_page(browser.context, `${server.url}/m/hall/${hall}`)
  await page.locator('label', { hasText: '企业设立登记' }).click()
  await page.fill(by('phone'), '13500002696')
  await page.click(by('take'))
  assert.match(await text(page, 'number'), /^A\d{3}$/)
  assert.match(await page.locator(by('follow')).getAttribute('href'), /^\/m\//)
  assert.deepEqual(watch.faults, [])
  await page.close()
})

test('[Q-10] the code at a window offers what the window serves, a business’s code itself', async () => {
  const at = `${server.url}/m/hall/${hall}`
  await server.ask(`/halls/${hall}/windows/13/open`, { staff: 'clerk13' })
  const { page } = await open_page(browser.context, `${at}?service=enterprise_registration`)
  const tiles = page.locator('.phone-service')
  await page.locator('.phone-service input:checked').waitFor()
  assert.equal(await tiles.count(), 1)
  await page.click(by('everything'))
  const all = await tiles.count()
  await page.goto(`${at}?staff=clerk13`)
  await page.locator(by('everything')).waitFor()
  const { windows } = await server.ask(`/halls/${hall}`)
  assert.equal(await tiles.count(), windows.find(({ window }) => window === '13').services.length)
  assert.ok((await tiles.count()) < all)
  await page.close()
})

test('[Q-15] a label scanned at the window stamps one step after the other', async () => {
  const { id } = await server.ask(`/halls/${hall}/tickets`, { service })
  const { page } = await open_page(browser.context, panel('window/1'))
  for (const step of ['收件', '办理', '办结告知']) {
    await page.fill(by('label'), id)
    await page.press(by('label'), 'Enter')
    await page.locator(by('label-said'), { hasText: step }).waitFor()
  }
  await page.click(by('label-undo'))
  const { stamps } = await server.ask(`/halls/${hall}/labels/${id}`)
  assert.deepEqual(
    stamps.map(({ step }) => step),
    ['receipt', 'handling']
  )
  await page.close()
})

const steps = (page) => page.locator(`${by('steps')} strong`).allInnerTexts()
async function choose(page, first, ...more) {
  await page.click(by(`service-${first}`))
  for (const one of more) {
    await page.click(by('add'))
    await page.click(by(`service-${one}`))
  }
}
async function last_ticket(page) {
  const number = await text(page, 'number')
  const { tickets } = await server.ask(`/halls/${hall}/tickets?number=${number}`)
  return tickets[0]
}

test('[Q-19] several services by touch give one number that has them in that order', async () => {
  const issued = async () => (await server.ask(`/halls/${hall}`)).counts.issued
  const before_it = await issued()
  await choose(machine, service, 'housing_fund', 'social_security', 'tax')
  await machine.click(by('remove-social_security'))
  assert.deepEqual(await steps(machine), ['企业设立登记', '住房公积金', '税务综合业务'])
  await show_card(machine, '469023199003070012')
  await machine.locator(by('who')).waitFor()
  await machine.click(by('take'))
  const paper = await text(machine, 'paper')
  assert.match(paper, /其后：住房公积金 → 税务综合业务/)
  assert.match(paper, /4690\*{11}012/)
  const ticket = await last_ticket(machine)
  assert.equal(ticket.service, service)
  assert.deepEqual(ticket.next, ['housing_fund', 'tax'])
  assert.equal(await issued(), before_it + 1)
  await done(machine)
})

test('[Q-19] [Q-05] priority is released for services that are chosen already', async () => {
  await choose(machine, 'tax', 'housing_fund')
  await machine.click(by('way-priority'))
  await machine.fill(by('staff-password'), 'atrium-demo')
  await machine.click(by('release'))
  assert.deepEqual(await steps(machine), ['税务综合业务', '住房公积金'])
  await machine.click(by('take'))
  const ticket = await last_ticket(machine)
  assert.deepEqual([ticket.priority, ticket.next], [1, ['housing_fund']])
  await done(machine)
})

test('[Q-19] a journey by touch gives one number for its services', async () => {
  await machine.click(by('journeys'))
  await machine.click(by('journey-start_company'))
  assert.equal(await machine.locator(by('add')).count(), 0)
  await machine.click(by('take'))
  assert.match(await text(machine, 'paper'), /其后：税务综合业务 → 社会保险参保与待遇 → 住房公积金/)
  const ticket = await last_ticket(machine)
  assert.deepEqual(ticket.next, ['tax', 'social_security', 'housing_fund'])
  await done(machine)
})

test('[Q-19] [Q-36] a phone shows what the same number is for afterwards', async () => {
  const { link } = await server.ask(`/halls/${hall}/tickets`, { services: ['tax', service] })
  const { page, watch } = await open_page(browser.context, `${server.url}${link}`)
  await page.locator(by('then'), { hasText: '其后：企业设立登记' }).waitFor()
  assert.deepEqual(watch.faults, [])
  await page.close()
})

test('[Q-19] a service is chosen once, and one that nobody serves cannot be added', async () => {
  await choose(machine, service)
  await machine.click(by('add'))
  assert.equal(await machine.locator(by(`service-${service}`)).isDisabled(), true)
  assert.match(await text(machine, `service-${service}`), /已选，第 1 项/)
  assert.equal(await machine.locator(by('service-project_filing')).isDisabled(), true)
  assert.match(await text(machine, 'service-project_filing'), /窗口均未开放/)
  await machine.click(by('add-done'))
  await machine.click(by('confirm-back'))
})

test('[Q-19] what can no longer be done is said, and the rest is taken without it', async () => {
  await choose(machine, service, 'tax')
  await server.ask(`/halls/${hall}/windows/5/close`, {})
  await machine.locator(by('steps'), { hasText: '窗口均未开放' }).waitFor()
  assert.match(await text(machine, 'visit-said'), /请移除/)
  assert.equal(await machine.locator(by('take')).isDisabled(), true)
  await machine.click(by('remove-tax'))
  await machine.click(by('take'))
  assert.deepEqual((await last_ticket(machine)).next, [])
  await done(machine)
  await opened('5')
})

test('[Q-19] a refusal is said in words and leaves what was chosen', async () => {
  await machine.locator(`${by('service-tax')}:enabled`).waitFor()
  await choose(machine, service, 'tax')
  let go_on
  const held = new Promise((done) => (go_on = done))
  const floor = new RegExp(`/halls/${hall}(\\?|$)`) // The page does not hear of the window in time.
  await machine.route(floor, (route) => held.then(() => route.continue()))
  await server.ask(`/halls/${hall}/windows/5/close`, {})
  await machine.click(by('take'))
  await machine.getByText('该业务窗口均未开放').waitFor()
  go_on()
  await machine.unroute(floor)
  await machine.locator('main button').click()
  assert.deepEqual(await steps(machine), ['企业设立登记', '税务综合业务'])
  await machine.click(by('confirm-back'))
  await machine.locator(by(`service-${service}`)).waitFor()
  await opened('5')
})

test('[Q-19] nobody finds what somebody else had chosen, and keys do what touches do', async () => {
  const { page } = await open_page(browser.context, panel('ticket-machine/machine-1'))
  await page.locator(`${by(`service-${service}`)}:enabled`).waitFor()
  await page.clock.install()
  await page.keyboard.press('Tab')
  await page.focus(by(`service-${service}`))
  await page.keyboard.press('Enter')
  await page.locator(`${by('take')}:focus`).waitFor()
  await page.focus(by('add'))
  await page.keyboard.press('Enter')
  await page.focus(by('service-housing_fund'))
  await page.keyboard.press('Enter')
  assert.equal((await steps(page)).length, 2)
  await page.clock.fastForward(31000)
  await page.locator(by(`service-${service}`)).waitFor()
  await choose(page, service)
  assert.equal(await page.locator(by('steps')).count(), 0)
  await page.close()
})

test('[Q-01] a kiosk asks first what it is for', async () => {
  const { page } = await open_page(browser.context, panel('kiosk/machine-1'))
  await page.click(by('start-take'))
  await take(page)
  await page.locator(by('paper')).waitFor()
  await page.close()
})

test('[Q-38] what the city platform took is counted on after the server was killed', async () => {
  const city = async () => {
    const { channels } = await server.ask('/ops/deliveries')
    return channels.find(({ channel }) => channel === 'city')?.taken ?? 0
  }
  await server.ask(`/halls/${hall}/tickets`, { service })
  let before_it = 0
  for (let tries = 0; !before_it; ++tries) {
    assert.ok(tries < 50, 'the city platform took nothing')
    await new Promise((done) => setTimeout(done, 100))
    before_it = await city()
  }
  await server.kill()
  await server.start()
  assert.ok((await city()) >= before_it)
  const { page } = await open_page(browser.context, `${server.url}/console?hall=${hall}`)
  await page.click(by('operations'))
  const said = page.locator(by('deliveries'))
  await said.getByText(/已送达 \d+ 条/).first().waitFor()
  const counts = [...(await said.innerText()).matchAll(/已送达 (\d+) 条/g)]
  assert.ok(counts.some(([, taken]) => Number(taken) >= before_it))
  await page.close()
})
