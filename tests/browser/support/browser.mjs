// A headless Chromium with a fresh profile, and pages that remember what went wrong in them.
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(new URL('../../../ops/console/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const executable = process.env.ATRIUM_CHROMIUM ?? '/usr/bin/chromium'

// `sound`: whether pages may play it without being touched.
export async function open_browser({ width = 1280, height = 800, sound = false, ...more } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'atrium-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--disable-dev-shm-usage',
      ...(sound ? ['--autoplay-policy=no-user-gesture-required'] : [])
    ],
    viewport: { width, height },
    locale: 'zh-CN',
    ...more
  })
  context.setDefaultTimeout(15000)
  const close = async () => {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
  return { context, close }
}

// A page whose foreign requests and faults are collected. While the server is being restarted its
// network faults are expected and not counted: set `watch.outage`.
export async function open_page(context, url) {
  const page = await context.newPage()
  const watch = { foreign: [], faults: [], scripts: [], outage: false }
  const home = new URL(url).host
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (['data:', 'blob:'].includes(protocol)) return
    if (host !== home) watch.foreign.push(request.url())
    if (request.resourceType() === 'script') watch.scripts.push(request.url())
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== home) watch.foreign.push(socket.url())
  })
  page.on('pageerror', (fault) => watch.faults.push(String(fault.stack ?? fault)))
  page.on('console', (line) => {
    if (line.type() === 'error' && !watch.outage) watch.faults.push(line.text())
  })
  await page.goto(url)
  return { page, watch }
}

export const by = (name) => `[data-test="${name}"]`
