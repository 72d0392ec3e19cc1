// Pictures of every page, for people to look at: node tests/browser/shots.mjs URL OUT [names…]
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { by, open_browser, open_page } from './support/browser.mjs'

const [url, out, ...only] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const hall = '/panel/chengmai'
const big = { width: 1920, height: 1080 },
  tablet = { width: 1280, height: 800 },
  tall = { width: 1080, height: 1920 }
const press =
  (...names) =>
  async (page) => {
    for (const name of names) await page.click(by(name))
  }
const shots = [
  ['console', '/console', big],
  ['console-en', '/console?lang=en', big],
  ['console-one', '/console?hall=chengmai&window=chengmai/3', big],
  ['console-small', '/console', { width: 1366, height: 768 }],
  ['machine', `${hall}/ticket-machine/machine-1`, big],
  ['machine-en', `${hall}/ticket-machine/machine-1?lang=en`, big],
  ['machine-tall', `${hall}/ticket-machine/machine-1`, tall],
  ['machine-large', `${hall}/ticket-machine/machine-1`, big, press('large')],
  [
    'machine-confirm',
    `${hall}/ticket-machine/machine-1`,
    big,
    press('service-enterprise_registration')
  ],
  [
    'machine-ticket',
    `${hall}/ticket-machine/machine-1`,
    big,
    press('service-enterprise_registration', 'take', 'number')
  ],
  ['window', `${hall}/window/3`, tablet],
  ['window-en', `${hall}/window/4?lang=en`, tablet],
  ['window-closed', `${hall}/window/20`, tablet, press('act-open')],
  ['window-special', `${hall}/window/5`, tablet, async (page) => page.keyboard.press('v')],
  ['display', `${hall}/display/3`, big],
  ['display-en', `${hall}/display/6?lang=en`, big],
  ['display-tall', `${hall}/display/3`, tall],
  ['display-closed', `${hall}/display/20`, big],
  ['board', `${hall}/board/all`, big],
  ['board-en', `${hall}/board/b?lang=en`, big],
  ['board-tall', `${hall}/board/all`, tall],
  ['evaluator', `${hall}/evaluator/3`, tablet],
  ['lost', `${hall}/window/99`, tablet]
]

const { context, close } = await open_browser(big)
for (const [name, path, size, then] of shots) {
  if (only.length && !only.includes(name)) continue
  const { page, watch } = await open_page(context, url + path)
  await page.setViewportSize(size)
  await page.waitForTimeout(path.startsWith('/console') ? 6500 : 1300)
  try {
    if (then) {
      await then(page)
      await page.waitForTimeout(400)
    }
  } catch (fault) {
    console.error(name, String(fault).split('\n')[0])
  }
  await page.screenshot({ path: join(out, `${name}.png`) })
  if (watch.faults.length) console.error(name, watch.faults)
  if (watch.foreign.length) console.error(name, 'foreign', watch.foreign)
  await page.evaluate(() => localStorage.clear())
  await page.close()
}
await close()
