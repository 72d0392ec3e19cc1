// The server under test, on a port and in a data directory of its own; it may be killed and started.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const binary = process.env.ATRIUM_BINARY ?? join(root, 'build/release/atrium')

async function free_port() {
  const probe = createServer()
  await new Promise((ready) => probe.listen(0, '127.0.0.1', ready))
  const { port } = probe.address()
  await new Promise((closed) => probe.close(closed))
  return port
}

export class Server {
  constructor(port, data, more) {
    this.data = data
    this.url = `http://127.0.0.1:${port}`
    const halls = ['chengmai', 'chengmai-laocheng'].flatMap((name) => [
      '--hall',
      join(root, `ops/halls/${name}.toml`)
    ])
    const doors = ['--listen', `127.0.0.1:${port}`, '--zeromq-commands', '', '--zeromq-events', '']
    this.words = ['serve', ...halls, '--data', data, ...doors, ...more]
    if (process.env.ATRIUM_WEB) this.words.push('--web', process.env.ATRIUM_WEB)
  }

  static async begin(...more) {
    const server = new Server(await free_port(), mkdtempSync(join(tmpdir(), 'atrium-hall-')), more)
    await server.start()
    return server
  }

  start() {
    this.process = spawn(binary, this.words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let said = ''
    this.process.stderr.on('data', (part) => {
      said = (said + part).slice(-4000)
    })
    return new Promise((ready, failed) => {
      const timer = setTimeout(() => failed(new Error(`not ready in 30 s\n${said}`)), 30000)
      this.process.once('exit', (code) => {
        clearTimeout(timer)
        failed(new Error(`ended with ${code}\n${said}`))
      })
      createInterface({ input: this.process.stdout }).on('line', (line) => {
        if (!line.includes('"ready"')) return
        clearTimeout(timer)
        ready(JSON.parse(line))
      })
    })
  }

  end(signal) {
    if (!this.process || this.process.exitCode !== null) return Promise.resolve()
    const ended = new Promise((done) => this.process.once('exit', done))
    this.process.kill(signal)
    return ended
  }
  kill() {
    return this.end('SIGKILL')
  }

  async close() {
    await this.end('SIGTERM')
    rmSync(this.data, { recursive: true, force: true })
  }

  async ask(path, body, method = body === undefined ? 'GET' : 'POST') {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
      body: body === undefined ? undefined : JSON.stringify(body)
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`)
    return said
  }
}
