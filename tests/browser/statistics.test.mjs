// The figures of the day as staff see them: chosen, sorted, explained, opened, exported.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { by, open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

let server, browser, page, watch
const shots = process.env.ATRIUM_SHOTS
const hall = '/halls/chengmai'

async function serve(window, staff, levels) {
  const { services } = await server.ask(`${hall}/windows/${window}`)
  await server.ask(`${hall}/windows/${window}/open`, { staff })
  for (const level of levels) {
    const { id } = await server.ask(`${hall}/tickets`, { service: services[0] })
    for (const act of ['call-next', 'recall', 'start', 'finish']) {
      await server.ask(`${hall}/windows/${window}/${act}`, {})
    }
    if (level) await server.ask(`${hall}/tickets/${id}/evaluation`, { level })
  }
  return services[0]
}

before(async () => {
  server = await Server.begin()
  await server.ask(`${hall}/open`, {}).catch(() => {})
  await serve('1', 'clerk01', [5, 4, 0])
  const service = await serve('3', 'clerk03', [3])
  await server.ask(`${hall}/tickets`, { service })
  browser = await open_browser({ width: 1920, height: 1080 })
  ;({ page, watch } = await open_page(
    browser.context,
    `${server.url}/console/statistics?hall=chengmai`
  ))
})
after(async () => {
  await browser?.close()
  await server?.close()
})

const shot = async (name) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
}

test('[Q-39] figures of the day stand in a table with their definitions', async () => {
  await page.locator(by('figures'), { hasText: '全厅' }).waitFor()
  await page.locator(`${by('figures')} th[title*="到达 − 办结"]`).waitFor()
  await page.click(`${by('definitions')} summary`)
  await page.locator(by('definitions'), { hasText: '办理时间 ÷ 开放时间' }).waitFor()
  assert.equal(await page.locator(by('chart-queue')).count(), 1)
  await shot('statistics')
})

test('grouping and sorting are kept in the address', async () => {
  await page.selectOption(by('by'), 'window')
  await page.waitForURL(/by=window/)
  await page.click(by('sort-served'))
  await page.waitForURL(/sort=-served/)
  await page.reload()
  const first = page.locator(`${by('figures')} tbody tr`).first()
  await first.locator('th', { hasText: '1' }).waitFor()
  assert.equal(await first.locator(by('1-served')).innerText(), '3')
  await shot('statistics-window')
})

test('[Q-39] a figure opens its tickets, and a ticket its steps', async () => {
  await page.click(by('1-served'))
  const found = page.locator(`${by('found')} tbody tr`)
  await found.first().waitFor()
  assert.equal(await found.count(), 3)
  await found.first().locator('button').click()
  await page.locator(by('history'), { hasText: '开始办理' }).waitFor()
  await shot('ticket-history')
})

test('[Q-37] staff find tickets of any day', async () => {
  await page.goto(`${server.url}/console/statistics?hall=chengmai&search=1`)
  await page.locator(by('found')).waitFor()
  await page.fill(by('find-staff'), 'clerk03')
  await page.click(by('find'))
  await page.waitForURL(/find_staff=clerk03/)
  await page.waitForFunction(
    (rows) => document.querySelectorAll(rows).length === 1,
    `${by('found')} tbody tr`
  )
  await shot('ticket-search')
})

test('days without records say so', async () => {
  await page.goto(`${server.url}/console/statistics?hall=chengmai&from=2020-01-01`)
  await page.locator(by('empty'), { hasText: '没有人取号' }).waitFor()
})

test('the table is exported as CSV and XLSX', async () => {
  await page.goto(`${server.url}/console/statistics?hall=chengmai&by=window&lang=en`)
  await page.locator(by('figures'), { hasText: 'Whole hall' }).waitFor()
  await shot('statistics-en')
  for (const form of ['csv', 'xlsx']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(by(form))])
    assert.match(file.suggestedFilename(), new RegExp(`^chengmai-.*\\.${form}$`))
  }
  assert.deepEqual(watch.faults, [])
})
