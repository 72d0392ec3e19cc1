// How long from a pressed call to the changed picture: one display page and 24 plain live clients.
// ATRIUM_BINARY=… ATRIUM_WEB=… node tests/browser/latency.mjs [ROUNDS]; prints one JSON line.
import { open_browser, open_page } from './support/browser.mjs'
import { Server } from './support/server.mjs'

const rounds = Number(process.argv[2] ?? 200)
const hall = 'chengmai'
const window_1 = `/halls/${hall}/windows/1`
const server = await Server.begin()
const { context, close } = await open_browser({ width: 1920, height: 1080 })

await server.ask(`/halls/${hall}/open`, {}).catch(() => {})
await server.ask(`${window_1}/open`, { staff: 'clerk01' })
const crowd = await open_page(context, `${server.url}/panel/${hall}/board/all`)
await crowd.page.evaluate(() => {
  const url = `ws://${location.host}/api/v1/live?hall=chengmai&from=0`
  window.clients = Array.from({ length: 24 }, () => new WebSocket(url))
})
const { page } = await open_page(context, `${server.url}/panel/${hall}/display/1`)
await page.locator('.face-idle').waitFor()
await page.bringToFront()
await page.evaluate(() => {
  window.shown_at = {}
  new MutationObserver(() => {
    const number = document.querySelector('[data-test=number]')?.textContent.trim()
    if (number) window.shown_at[number] ??= Date.now()
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
})

const pressed_at = {}
for (let round = 0; round < rounds; ++round) {
  await server.ask(`/halls/${hall}/tickets`, { service: 'enterprise_registration' })
  const pressed = Date.now()
  const { ticket } = await server.ask(`${window_1}/call-next`, {})
  pressed_at[ticket.number] = pressed
  await page.locator('[data-test=number]', { hasText: ticket.number }).waitFor()
  await server.ask(`${window_1}/start`, {})
  await server.ask(`${window_1}/finish`, {})
}
const shown_at = await page.evaluate(() => window.shown_at)
const took = Object.entries(pressed_at)
  .map(([number, at]) => shown_at[number] - at)
  .sort((a, b) => a - b)
const share = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))]
console.log(
  JSON.stringify({
    figure: 'call pressed to page changed',
    rounds: took.length,
    p50_ms: share(0.5),
    p99_ms: share(0.99),
    max_ms: took.at(-1),
    clients: 25
  })
)
await close()
await server.close()
