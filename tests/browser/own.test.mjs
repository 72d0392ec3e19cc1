// What a person has already, at the machine and on the phone: one open ticket of a
// service, a lost one printed again, a booking checked in by every way or refused in words.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const shots = process.env.ATRIUM_SHOTS
const hall = 'own-tickets'
const card = '469023199003070012',
  phone = '13500002696'
let server, browser, page, folder
const panel = (path) => `${server.url}/panel/${hall}/${path}`
const text = (name, where = page) => where.locator(by(name)).first().innerText()
const shot = async (name, where = page) => {
  if (shots) await where.screenshot({ path: `${shots}/own-${name}.png` })
}

// The hall of two windows, with a second service, a rule for people and seats round the clock.
function hall_file(path) {
  const plain = readFileSync(new URL('two_windows.toml', import.meta.url), 'utf8')
  writeFileSync(
    path,
    plain
      .replace('hall = "two-windows"', `hall = "${hall}"`)
      .replaceAll('serves = ["any"]', 'serves = ["any", "other"]')
      .replace(
        '[[windows]]',
        `[[services]]
service = "other"
name = "其他业务"
series = "A"
class = "general"
minutes = 5

[[windows]]`
      )
      .replace(
        '[texts]\n',
        `[appointments]
days_ahead = 7
per_day = 3
early_min = 60
late_min = 30

[[appointments.slots]]
services = ["any"]
times = ["00:00-04:00", "04:00-24:00"]
minutes = 15
capacity = 9
weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

[tickets]
per_person = 1

[texts]
`
      ) + '\n[[ticket_machines]]\nmachine = "machine-1"\nzone = "a"\nx = 1\ny = 1\n'
  )
  return path
}

async function show(shown) {
  await page.keyboard.type(shown, { delay: 2 })
  await page.keyboard.press('Enter')
}
async function take() {
  await page.click(by('service-any'))
  await page.click(by('take'))
}
async function done() {
  await page.click(by('done'))
  await page.locator(by('service-any')).waitFor()
}
const slots = async () => {
  const { days } = await server.ask(`/halls/${hall}/appointments/days?service=any`)
  const all = []
  for (const { day } of days.slice(0, 2)) {
    const found = await server.ask(`/halls/${hall}/appointments/slots?service=any&day=${day}`)
    all.push(...found.slots.filter((one) => one.bookable).map((one) => ({ ...one, day })))
  }
  return all
}
const book = ({ day, begins }, holder) =>
  server.ask(`/halls/${hall}/appointments`, { service: 'any', day, begins, holder })

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'own-hall-'))
  server = await Server.begin('--hall', hall_file(join(folder, 'hall.toml')))
  await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
  await server.ask(`/halls/${hall}/windows/1/open`, { staff: 'clerk01' })
  browser = await open_browser({ width: 1920, height: 1080 })
  ;({ page } = await open_page(browser.context, panel('ticket-machine/machine-1')))
  await page.locator(`${by('service-any')}:enabled`).waitFor()
})
after(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('[Q-01] [Q-02] a second number for the same card shows the first one, to be printed again', async () => {
  await show(card)
  await take()
  const number = await text('number')
  await done()
  await show(card)
  await take()
  await page.locator(by('mine'), { hasText: number }).waitFor()
  await page.getByText('您已有这项业务的号').waitFor()
  await shot('second')
  await page.click(by('reprint'))
  assert.equal(await text('number'), number)
  await page.locator(`${by('qr')} svg`).waitFor()
  await done()
  const { counts } = await server.ask(`/halls/${hall}`)
  assert.equal(counts.issued, 1)
})

test('[Q-02] a lost ticket is found by its card, in English too, and makes no new number', async () => {
  await page.click(by('language'))
  await page.click(by('way-find'))
  await show('4690231990030700 12')
  await page.getByText('Your tickets today').waitFor()
  await shot('found-en')
  await page.click(by('done'))
  await page.click(by('way-find'))
  await show('13812345678')
  await page.getByText('No ticket of yours was found').waitFor()
  await page.click(by('done'))
  await page.click(by('language'))
})

test('[Q-09] whoever has a number sees it on the phone and gets no other', async () => {
  const small = await open_browser({ width: 390, height: 844 })
  const mine = (await open_page(small.context, `${server.url}/m/hall/${hall}`)).page
  const ask = async () => {
    await mine.locator('label', { hasText: '综合业务' }).click()
    await mine.fill(by('phone'), phone)
    await mine.click(by('take'))
  }
  await ask()
  const number = await text('number', mine)
  await mine.getByText('再取一个号').click()
  await ask()
  await mine.locator(by('had')).waitFor()
  assert.equal(await text('number', mine), number)
  await shot('phone', mine)
  await small.close()
})

test('[Q-09] [Q-19] whoever has one of several on the phone is told what has no number yet', async () => {
  const holder = { phone: '13500002699' }
  await server.ask(`/halls/${hall}/tickets`, { service: 'any', holder })
  const small = await open_browser({ width: 390, height: 844 })
  const mine = (await open_page(small.context, `${server.url}/m/hall/${hall}`)).page
  const ask = async () => {
    await mine.locator('input[value=any]').check()
    await mine.click(by('add'))
    await mine.click(by('service-other'))
    await mine.fill(by('phone'), holder.phone)
    await mine.click(by('take'))
  }
  await ask()
  await mine.locator(by('had'), { hasText: '其余业务还没有取号：其他业务' }).waitFor()
  await shot('phone-rest', mine)
  await mine.click(by('language'))
  await mine.getByText('none for the rest').waitFor()
  await shot('phone-rest-en', mine)
  await mine.click(by('language'))
  await mine.click(by('again'))
  await mine.locator(by('remove-other')).waitFor()
  await mine.fill(by('phone'), holder.phone)
  await mine.click(by('take'))
  await mine.locator(by('follow')).waitFor()
  assert.equal(await mine.locator(by('had')).count(), 0)
  await mine.click(by('again'))
  await ask()
  await mine.locator(by('had'), { hasText: '无需再取' }).waitFor()
  await small.close()
})

test('[Q-04] a booking is checked in by its code and, shown again, gives the same number', async () => {
  const [soon] = await slots()
  const { code } = await book(soon, { phone: '13812345678', name: '张三' })
  await page.click(by('way-check_in'))
  await shot('check-in')
  for (const digit of code) await page.click(by(`key-${digit}`))
  await page.click(by('identify'))
  const number = await text('number')
  await done()
  for (const shown of ['13812345678', code]) {
    await page.click(by('way-check_in'))
    await show(shown)
    await page.locator(by('mine'), { hasText: number }).waitFor()
    await page.getByText('已签到').waitFor()
    await page.click(by('done'))
  }
})

test('[Q-19] [Q-04] a booking takes another service along under its number', async () => {
  const [soon] = await slots()
  const { code } = await book(soon, { phone: '13812345679', name: '李四' })
  await page.click(by('way-check_in'))
  await page.click(by('add'))
  await page.click(by('service-other'))
  await page.locator(by('more-services'), { hasText: '其他业务' }).waitFor()
  await shot('check-in-and-more')
  await show(code)
  assert.match(await text('paper'), /其后：其他业务/)
  const number = await text('number')
  const { tickets } = await server.ask(`/halls/${hall}/tickets?number=${number}`)
  assert.deepEqual([tickets[0].service, tickets[0].next], ['any', ['other']])
  await done()
})

test('[Q-04] who is too early or comes on another day reads when the booking is', async () => {
  const all = await slots()
  const today = all[0].day
  const later = all.find((one) => one.day !== today)
  await book(later, { phone: '13900000001' })
  await page.click(by('way-check_in'))
  await show('13900000001')
  await page.locator(by('booked'), { hasText: later.begins }).waitFor()
  await page.getByText(later.day).waitFor()
  await shot('other-day')
  await page.click(by('done'))
  const far = all.filter((one) => one.day === today)[8]
  if (!far) return // Within the day's last two hours nothing of today is far enough.
  await book(far, { phone: '13900000002' })
  await page.click(by('way-check_in'))
  await show('13900000002')
  await page.getByText('还未到签到时间').waitFor()
  await page.locator(by('booked'), { hasText: far.begins }).waitFor()
  await shot('too-early')
  await page.click(by('done'))
})

test('[Q-04] who has no booking is told so, and goes on', async () => {
  await page.click(by('way-check_in'))
  await show('13900000003')
  await page.getByText('没有找到预约').waitFor()
  await page.locator('main button').click()
  await page.locator(by('service-any')).waitFor()
})

test('[Q-08] an old permit is typed with letters, a new one with digits, and a pass with H', async () => {
  for (const number of ['ABC123456789012', '932682198501010017', 'H12345678']) {
    await page.click(by('way-identify'))
    let letters = false
    for (const key of number) {
      const wanted = /[A-Z]/.test(key)
      if (wanted !== letters) await page.click(by('key-turn'))
      letters = wanted
      await page.click(by(`key-${key}`))
    }
    if (number.startsWith('A')) await shot('permit')
    await page.click(by('identify'))
    await take()
    const paper = await text('paper')
    assert.ok(!paper.includes(number))
    assert.match(paper, /\*{3}/)
    await done()
  }
})

test('the machine is worked by keys alone', async () => {
  const press_on = async (name) => {
    for (let at = 0; at < 40; ++at) {
      await page.keyboard.press('Tab')
      const held = await page.evaluate(() => document.activeElement?.getAttribute('data-test'))
      if (held === name) return page.keyboard.press('Enter')
    }
    assert.fail(`no way by Tab to ${name}`)
  }
  await press_on('service-any')
  await page.locator(by('take')).waitFor()
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('data-test')),
    'take'
  )
  await page.keyboard.press('Enter')
  await page.locator(by('paper')).waitFor()
  await press_on('done')
  await page.locator(by('service-any')).waitFor()
})

test('a ticket asked for while the server is away comes once, when it is back', async () => {
  const before_it = (await server.ask(`/halls/${hall}`)).counts.issued
  await page.click(by('service-any'))
  await server.kill()
  await page.click(by('take'))
  await shot('away')
  await server.start()
  await page.locator(by('paper')).waitFor()
  assert.equal((await server.ask(`/halls/${hall}`)).counts.issued, before_it + 1)
  await done()
})
