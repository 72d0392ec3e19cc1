// The ways to a ticket in a real browser: a card at the reader, a phone, a code, priority by staff,
// slip and label, a number by phone, and a label scanned at the window.
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

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  await server.ask(`/halls/${hall}/windows/1/open`, { staff: 'clerk01' })
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

test('[Q-15] a label scanned at the window stamps one step after the other', async () => {
  const { tickets } = await server.ask(`/halls/${hall}/tickets?limit=1`)
  const { page } = await open_page(browser.context, panel('window/1'))
  for (const step of ['收件', '办理', '办结告知']) {
    await page.fill(by('label'), tickets[0].id)
    await page.press(by('label'), 'Enter')
    await page.locator(by('label-said'), { hasText: step }).waitFor()
  }
  await page.click(by('label-undo'))
  const { stamps } = await server.ask(`/halls/${hall}/labels/${tickets[0].id}`)
  assert.deepEqual(
    stamps.map(({ step }) => step),
    ['receipt', 'handling']
  )
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
  const before_it = await city()
  assert.ok(before_it > 0)
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
