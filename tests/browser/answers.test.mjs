// Answers that come late, get lost or refuse, at the machine and on the phone: no second number, no
// number of another service, and nothing that is not so.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const hall = 'chengmai'
const shots = process.env.ATRIUM_SHOTS
let server, browser, page
const floor = new RegExp(`/halls/${hall}(\\?|$)`)
const text = (name, where = page) => where.locator(by(name)).first().innerText()
const shot = async (name, where = page) => {
  if (shots) await where.screenshot({ path: `${shots}/answers-${name}.png` })
}
const at_window = (window, action, body = {}) =>
  server.ask(`/halls/${hall}/windows/${window}/${action}`, body)
const open = (window) => at_window(window, 'open', { staff: `clerk${window}` })
const issued = async () => (await server.ask(`/halls/${hall}`)).counts.issued
const focused = (name) => page.locator(`${by(name)}:focus`).waitFor()
const tile = (service) => page.locator(`${by(`service-${service}`)}:enabled`)
const back = () => page.locator('main button').click()

async function show_card(number = '469023199003070012') {
  await page.keyboard.type(number, { delay: 2 })
  await page.keyboard.press('Enter')
}
async function choose(first, ...more) {
  await tile(first).click()
  for (const one of more) {
    await page.click(by('add'))
    await tile(one).click()
  }
}
async function add_at_check_in(service) {
  await page.click(by('way-check_in'))
  await page.click(by('add'))
  await tile(service).click()
}
async function done() {
  await page.click(by('done'))
  await tile('tax').waitFor()
}
// The server does what it is asked for, and its answer does not come.
async function lose_answers(where) {
  const lost = { headers: { 'Retry-After': '60' }, body: '{}', status: 503 }
  const tickets = `**/halls/${hall}/tickets`
  await where.route(tickets, async (route) => {
    await route.fetch()
    await route.fulfill(lost)
  })
  return () => where.unroute(tickets)
}
async function hold_answers(where, tickets = `**/halls/${hall}/tickets`) {
  let go_on
  const held = new Promise((done) => (go_on = done))
  await where.route(tickets, (route) => held.then(() => route.continue()))
  return () => {
    go_on()
    return where.unroute(tickets)
  }
}

before(async () => {
  server = await Server.begin()
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  for (const window of ['1', '5', '10', '13', '15', '19']) await open(window)
  browser = await open_browser({ width: 1920, height: 1080 })
  const machine = `${server.url}/panel/${hall}/ticket-machine/machine-1`
  ;({ page } = await open_page(browser.context, machine))
  await tile('tax').waitFor()
})
after(async () => {
  await browser?.close()
  await server?.close()
})

test('[Q-01] a lost answer and another touch give one number, with the card that was shown', async () => {
  const before_it = await issued()
  await show_card()
  await choose('tax')
  const answer_again = await lose_answers(page)
  await page.click(by('take'))
  await page.getByText('联系不上服务器').waitFor()
  await answer_again()
  await back()
  await page.click(by('take'))
  assert.match(await text('paper'), /4690\*{11}012/)
  assert.equal(await issued(), before_it + 1)
  await done()
})

test('[Q-01] whoever comes next gets a number of their own', async () => {
  const before_it = await issued()
  await choose('tax')
  const answer_again = await lose_answers(page)
  await page.click(by('take'))
  await page.getByText('联系不上服务器').waitFor()
  await answer_again()
  await back()
  await page.click(by('confirm-back'))
  await choose('tax')
  await page.click(by('take'))
  await page.locator(by('paper')).waitFor()
  assert.equal(await issued(), before_it + 2)
  await done()
})

test('[Q-19] a visit stays as it is while its number is taken', async () => {
  await choose('tax', 'housing_fund')
  const answer = await hold_answers(page)
  await page.click(by('take'))
  for (const name of ['remove-tax', 'remove-housing_fund', 'add', 'confirm-back'])
    await page.locator(`${by(name)}:disabled`).waitFor()
  await answer()
  assert.match(await text('paper'), /其后：住房公积金/)
  await done()
})

test('[Q-02] [Q-19] nothing about it can be touched, nor a card shown, while a number is taken', async () => {
  await show_card()
  await choose('tax')
  const answer = await hold_answers(page)
  await page.click(by('take'))
  for (const name of ['way-identify', 'way-check_in', 'way-find', 'way-priority', 'forget'])
    await page.locator(`${by(name)}:disabled`).waitFor()
  await shot('taking-zh')
  await page.click(by('language'))
  await shot('taking-en')
  await page.click(by('language'))
  await show_card('13900000013')
  assert.match(await text('who'), /4690\*+012/)
  await answer()
  assert.match(await text('paper'), /4690\*{11}012/)
  await done()
})

test('[Q-19] the keyboard goes on where a service was removed', async () => {
  await choose('tax', 'housing_fund', 'passport')
  await page.keyboard.press('Tab')
  await page.focus(by('remove-housing_fund'))
  await page.keyboard.press('Enter')
  await focused('take')
  await page.focus(by('remove-tax'))
  await page.keyboard.press('Enter')
  await focused('take')
  await page.mouse.click(5, 500) // From here on by touch.
  await page.click(by('confirm-back'))
})

test('[Q-05] nobody inherits the priority that staff released for somebody else', async () => {
  await choose('tax', 'housing_fund')
  await page.click(by('way-priority'))
  await page.fill(by('staff-password'), 'atrium-demo')
  await page.click(by('release'))
  await page.route(floor, (route) => route.abort()) // It does not hear of the window in time.
  await at_window('15', 'close')
  await page.click(by('take'))
  await page.getByText('该业务窗口均未开放').waitFor()
  await page.unroute(floor)
  await show_card()
  await page.locator(by('who'), { hasText: '4690' }).waitFor()
  assert.doesNotMatch(await text('who'), /优先/)
  await page.click(by('confirm-back'))
  await open('15')
})

const closed_meanwhile = async () => {
  await page.route(floor, (route) => route.abort()) // It does not hear of the window in time.
  await at_window('15', 'close')
  await page.click(by('take'))
  await page.getByText('该业务窗口均未开放').waitFor()
  await page.unroute(floor)
}

test('[Q-02] [Q-05] back from a refusal keeps the visit, and no card and no priority', async () => {
  await show_card()
  await choose('tax', 'housing_fund')
  await page.click(by('way-priority'))
  await page.fill(by('staff-password'), 'atrium-demo')
  await page.click(by('release'))
  assert.match(await text('who'), /4690.*优先/s)
  await closed_meanwhile()
  await back()
  await page.locator(by('remove-housing_fund')).waitFor()
  assert.equal(await page.locator(by('who')).count(), 0)
  await page.click(by('confirm-back'))
  await open('15')
  await tile('housing_fund').waitFor()
})

test('[Q-19] [Q-04] what comes after a booking leaves room for it', async () => {
  await choose(
    'tax',
    'enterprise_registration',
    'individual_business',
    'food_permit',
    'social_security',
    'medical_insurance',
    'passport',
    'residence'
  )
  await page.click(by('way-check_in'))
  await show_card()
  await page.getByText('一个号最多办 8 项').waitFor()
  await shot('full-zh')
  await page.click(by('language'))
  await page.getByText('at most 8 services').waitFor()
  await page.getByText('No check-in now').waitFor()
  await shot('full-en')
  await page.click(by('language'))
  await page.getByText('暂不能签到').waitFor()
  await back()
  await page.click(by('remove-tax'))
  await show_card('13900000009')
  await page.getByText('没有找到预约').waitFor()
  await page.getByText('暂不能签到').waitFor()
  assert.equal(await page.getByText('暂不能取号').count(), 0)
  await back()
  await page.click(by('back'))
  await page.click(by('confirm-back'))
})

test('[Q-19] [Q-04] what cannot be done after a booking is said as at a check-in', async () => {
  await add_at_check_in('tax')
  await at_window('5', 'close')
  await page.locator(by('more-services'), { hasText: '窗口均未开放' }).waitFor()
  await show_card()
  await page.getByText('请移除后再签到').waitFor()
  await shot('blocked-zh')
  await back()
  await page.click(by('remove-tax'))
  await page.click(by('back'))
  await open('5')
  await tile('tax').waitFor()
})

test('[Q-19] [Q-04] back from a check-in asks for nothing that was added to it', async () => {
  await add_at_check_in('tax')
  await page.click(by('back'))
  await tile('housing_fund').waitFor()
  assert.equal(await page.locator(by('take')).count(), 0)
})

test('[Q-01] a late ticket stays as long as any other, and a refused check-in goes', async () => {
  await page.clock.install()
  await page.reload()
  await choose('tax')
  const answer = await hold_answers(page)
  await page.click(by('take'))
  await page.clock.runFor(6000)
  await answer()
  assert.match(await text('done'), /(20|19) 秒后返回/)
  await page.clock.runFor(21000)
  await tile('tax').waitFor()
  await add_at_check_in('tax')
  await at_window('5', 'close')
  await page.locator(by('more-services'), { hasText: '窗口均未开放' }).waitFor()
  await show_card()
  await page.getByText('请移除后再签到').waitFor()
  await page.clock.runFor(21000)
  await tile('housing_fund').waitFor()
  await open('5')
  await tile('tax').waitFor()
})

test('[Q-02] a card stays for whoever asks again soon, and not for whoever comes later', async () => {
  const lost = async () => {
    const answer_again = await lose_answers(page)
    await page.click(by('take'))
    await page.getByText('联系不上服务器').waitFor()
    await answer_again()
  }
  await show_card()
  await choose('tax')
  await lost()
  await back()
  assert.match(await text('who'), /4690/)
  await lost()
  await page.clock.runFor(11000)
  await back()
  await page.locator(by('take')).waitFor()
  assert.equal(await page.locator(by('who')).count(), 0)
  await page.click(by('confirm-back'))
})

test('[Q-02] a refusal is headed by what was asked for', async () => {
  const refuse = { status: 422, body: '{"code":"holder.bad_id_number"}' }
  await page.route('**/tickets/find', (route) => route.fulfill(refuse))
  await page.click(by('way-find'))
  await show_card()
  await page.getByText('暂不能查号').waitFor()
  await page.getByText('证件号码不正确').waitFor()
  await page.click(by('language'))
  await page.getByText('No look-up now').waitFor()
  await page.click(by('language'))
  await page.unroute('**/tickets/find')
  await back()
  await tile('tax').waitFor()
})

test('[Q-02] what is being printed again does not go away meanwhile', async () => {
  await page.click(by('way-find'))
  await show_card()
  await page.locator(by('mine')).first().waitFor()
  await page.clock.runFor(15000)
  const answer = await hold_answers(page, '**/reprint')
  await page.locator(by('reprint')).first().click()
  await page.clock.runFor(6000)
  assert.ok(await page.locator(by('mine')).count())
  await answer()
  await page.locator(by('paper')).waitFor()
  await done()
})

async function by_phone(query = '') {
  const phone = await open_browser({ width: 390, height: 844 })
  const opened = await open_page(phone.context, `${server.url}/m/hall/${hall}${query}`)
  await opened.page.locator('form').waitFor()
  return { mine: opened.page, close: phone.close }
}
const choice = (mine, words) => mine.locator('.phone-service', { hasText: words })

test('[Q-09] on the phone too a lost answer and another touch give one number', async () => {
  const { mine, close } = await by_phone()
  const before_it = await issued()
  await choice(mine, '税务').click()
  await mine.fill(by('phone'), '13900000010')
  const answer_again = await lose_answers(mine)
  await mine.click(by('take'))
  await mine.locator(by('trouble'), { hasText: '联系不上服务器' }).waitFor()
  await answer_again()
  await mine.click(by('take'))
  await mine.locator(by('number')).waitFor()
  assert.equal(await issued(), before_it + 1)
  await close()
})

test('[Q-10] a window’s code takes no other service in place of the one that was picked', async () => {
  const { mine, close } = await by_phone('?window=5')
  await choice(mine, '税务').click()
  await open('2')
  await at_window('5', 'close') // Tax stops; the other service of window 5 goes on at window 2.
  await choice(mine, '税务').waitFor({ state: 'detached' })
  await mine.fill(by('phone'), '13900000011')
  assert.equal(await mine.locator('input:checked').count(), 0)
  await mine.locator(`${by('take')}:disabled`).waitFor()
  await open('5')
  await choice(mine, '税务').waitFor()
  await close()
})

test('[Q-10] what is preselected stays chosen among all services, and for another number', async () => {
  const { mine, close } = await by_phone('?service=passport')
  await mine.locator('input[value=passport]:checked').waitFor()
  await mine.fill(by('phone'), '13900000012')
  await mine.click(by('take'))
  await mine.locator(by('number')).waitFor()
  await mine.route(floor, (route) => route.abort())
  await mine.getByText('再取一个号').click()
  await mine.locator('input[value=passport]:checked').waitFor()
  await mine.unroute(floor)
  await mine.click(by('everything'))
  await mine.locator('input[value=tax]').waitFor()
  await mine.locator('input[value=passport]:checked').waitFor()
  await close()
})

test('[Q-10] a code for what is closed says so, and a refusal stays in sight', async () => {
  const { mine, close } = await by_phone('?service=passport')
  await mine.fill(by('phone'), '12')
  await mine.click(by('take'))
  await mine.locator(by('trouble')).waitFor()
  await at_window('13', 'close')
  await mine.locator(by('none'), { hasText: '这里的业务现在不能取号' }).waitFor()
  await mine.locator(by('trouble')).waitFor()
  await shot('closed-zh', mine)
  await mine.click(by('language'))
  await mine.getByText('Nothing here gives numbers now').waitFor()
  await mine.locator(by('trouble'), { hasText: 'phone' }).waitFor()
  await shot('closed-en', mine)
  await mine.click(by('everything'))
  await mine.locator('input[value=tax]').waitFor()
  await close()
})
