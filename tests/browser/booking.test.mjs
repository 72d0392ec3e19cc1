// [AP-01] [AP-06] A visit booked on a phone, seen and settled in the control room, changed and
// cancelled with its code.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const shots = process.env.ATRIUM_SHOTS
let server, phone, desk, page, code

before(async () => {
  server = await Server.begin()
  phone = await open_browser({ width: 390, height: 844 })
  desk = await open_browser({ width: 1600, height: 950 })
})
after(async () => {
  await phone?.close()
  await desk?.close()
  await server?.close()
})
const shot = async (where, name) => {
  if (shots) await where.screenshot({ path: `${shots}/${name}.png` })
}

test('[AP-01] a visit is booked on a phone in four steps and gets a code', async () => {
  ;({ page } = await open_page(phone.context, `${server.url}/m/book/chengmai`))
  await page.locator(by('service-passport')).waitFor()
  await shot(page, 'booking-1-service')
  await page.click(by('service-passport'))
  await page.locator('[data-test^="day-"]').first().waitFor()
  await shot(page, 'booking-2-day')
  await page.locator('[data-test^="day-"]:not(:disabled)').last().click()
  await page.locator(by('slot-09:30')).waitFor()
  await shot(page, 'booking-3-slot')
  await page.click(by('slot-09:30'))
  await page.fill(by('name'), '张三')
  await page.fill(by('id_number'), '110105194912310021')
  await page.fill(by('phone'), '13812345678')
  await page.click(by('book'))
  await page.locator(by('trouble-id_number')).waitFor()
  assert.equal(await page.getAttribute(by('id_number'), 'aria-invalid'), 'true')
  await shot(page, 'booking-4-who')
  await page.fill(by('id_number'), '')
  await page.click(by('book'))
  code = (await page.locator(by('booking-code')).textContent()).trim()
  assert.match(code, /^[1-9]\d{7}$/)
  await shot(page, 'booking-5-done')
})

test('[AP-01] with the code it is moved to another time, in English too', async () => {
  await page.click(by('language'))
  await page.click(by('change'))
  await page.locator('[data-test^="day-"]:not(:disabled)').last().click()
  await page.click(by('slot-10:00'))
  await page.locator('.book-when', { hasText: '10:00' }).waitFor()
  await shot(page, 'booking-6-moved-en')
})

test('[AP-02] whoever has a booking that day is told so, not booked twice', async () => {
  await page.click(by('another'))
  await page.click(by('service-passport'))
  await page.locator('[data-test^="day-"]:not(:disabled)').last().click()
  await page.click(by('slot-11:00'))
  await page.fill(by('phone'), '138 1234 5678')
  await page.click(by('book'))
  await page.locator(by('trouble'), { hasText: 'There is a booking for that day' }).waitFor()
})

test('[AP-06] staff find the booking and see how seats are used', async () => {
  const room = (await open_page(desk.context, `${server.url}/console?hall=chengmai`)).page
  await room.click(by('bookings-open'))
  await room.locator(by('bookings-drawer')).waitFor()
  await room.fill(by('search'), code)
  await room.locator(by('bookings'), { hasText: '张*' }).waitFor()
  await shot(room, 'booking-console')
  const found = await server.ask(`/halls/chengmai/appointments?booking=${code}`)
  await room.fill(by('day'), found.bookings[0].day)
  await room.locator(by('seats'), { hasText: '1 / 4' }).waitFor()
  await shot(room, 'booking-console-seats')
  await room.click(by(`cancel-${found.bookings[0].booking}`))
  await room.fill(by('reason'), '来电取消')
  await room.click(by('confirm'))
  await room.locator(by('bookings'), { hasText: '来电取消' }).waitFor()
})

test('[AP-01] a cancelled booking is shown as such to whoever has its code', async () => {
  await page.goto(`${server.url}/m/book/chengmai?lang=zh-CN`)
  await page.click(by('mine'))
  await page.fill(by('code'), code)
  await page.click(by('find'))
  await page.locator(by('slip'), { hasText: '已取消' }).waitFor()
  await shot(page, 'booking-7-cancelled')
})
