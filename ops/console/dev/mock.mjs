// A server of the contract's shape over toy halls, for developing pages without the real one:
// node dev/mock.mjs [--listen 127.0.0.1:8080] [--hall FILE]… [--web DIR] [--crowd] [--speed N]
import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { start_crowd } from './toy_crowd.mjs'
import { Refusal, ToyHall } from './toy_hall.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const given = process.argv.slice(2)
const options = (name) => given.flatMap((word, at) => (word === name ? [given[at + 1]] : []))
const speed = Number(options('--speed')[0] ?? 1)
const [host, port] = (options('--listen')[0] ?? '127.0.0.1:8080').split(':')
const web = options('--web')[0] ?? here('../dist')
const began = Date.now(),
  base = Date.parse('2026-11-20T01:30:00Z')
const clock = () => base + (Date.now() - began) * speed
const files = options('--hall').length
  ? options('--hall')
  : [here('../../halls/chengmai.toml'), here('../../halls/chengmai-laocheng.toml')]
const halls = new Map(
  files.map((file) => new ToyHall(file, clock)).map((hall) => [hall.hall, hall])
)
const replies = new Map()

const hall_of = (name) => {
  const hall = halls.get(name)
  if (!hall) throw new Refusal(404, 'hall.unknown', `no hall ${name}`)
  return hall
}

function answer(method, url, body) {
  const path = url.pathname.split('/').slice(3).map(decodeURIComponent)
  if (path[0] !== 'halls') throw new Refusal(404, 'route.unknown', url.pathname)
  if (path.length === 1) {
    return {
      halls: [...halls.values()].map((hall) => ({
        hall: hall.hall,
        name: hall.file.name,
        name_en: hall.file.name_en,
        open: hall.open,
        waiting: hall.floor().counts.waiting,
        windows_open: 0
      }))
    }
  }
  const hall = hall_of(path[1]),
    post = method === 'POST',
    done = (result) => ({ ...result, position: hall.head() })
  const [, , what, id, sub, last] = path
  if (!what) return hall.floor()
  if (what === 'tickets' && !id) {
    if (post) return done(hall.issue(body))
    const status = url.searchParams.get('status')
    return {
      tickets: [...hall.tickets.values()]
        .filter((one) => !status || one.status === status)
        .map((one) => hall.view_ticket(one))
    }
  }
  if (what === 'tickets' && sub === 'evaluation') return done(hall.rate(id, body))
  if (what === 'windows') return done(hall.act(id, sub, body))
  if (what === 'devices')
    return post && last === 'report' ? done(hall.report(id, sub, body)) : hall.device(id, sub)
  if (what === 'events') {
    const from = Number(url.searchParams.get('from')),
      limit = Number(url.searchParams.get('limit') ?? 100)
    return { events: hall.events.slice(from, from + limit), head: hall.head() }
  }
  if (what === 'open' || what === 'close') {
    hall.open = what === 'open'
    return done({ open: hall.open })
  }
  throw new Refusal(404, 'route.unknown', url.pathname)
}

const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml'
}
function page(url, response) {
  const file = join(web, normalize(url.pathname))
  const found = extname(url.pathname) && existsSync(file) ? file : join(web, 'index.html')
  response.writeHead(200, {
    'Content-Type': types[extname(found)] ?? 'application/octet-stream',
    'Content-Security-Policy':
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:"
  })
  response.end(readFileSync(found))
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`)
  if (!url.pathname.startsWith('/api/')) return page(url, response)
  let text = ''
  for await (const part of request) text += part
  const key = request.headers['idempotency-key']
  const reply = (status, body) => {
    response.writeHead(status, {
      'Content-Type': status < 400 ? 'application/json' : 'application/problem+json'
    })
    response.end(JSON.stringify(body))
  }
  try {
    if (key && replies.has(key)) return reply(200, replies.get(key))
    const result = answer(request.method, url, text ? JSON.parse(text) : {})
    if (key) replies.set(key, result)
    reply(request.method === 'POST' && url.pathname.endsWith('/tickets') ? 201 : 200, result)
  } catch (trouble) {
    if (!(trouble instanceof Refusal)) console.error(trouble)
    reply(trouble.status ?? 500, {
      type: 'about:blank',
      title: 'Refused',
      status: trouble.status ?? 500,
      code: trouble.code ?? 'defect',
      detail: trouble.message
    })
  }
})

new WebSocketServer({ server }).on('connection', (socket, request) => {
  const query = new URL(request.url, 'http://mock').searchParams
  const hall = halls.get(query.get('hall'))
  if (!hall) return socket.close()
  const send = (frame) => socket.send(JSON.stringify(frame))
  send({ hello: true, hall: hall.hall, epoch: 1, head: hall.head() })
  hall.events.slice(Number(query.get('from') ?? 0)).forEach(send)
  hall.listeners.add(send)
  socket.on('close', () => hall.listeners.delete(send))
})

if (given.includes('--crowd')) for (const hall of halls.values()) start_crowd(hall, speed)
server.listen(Number(port), host, () =>
  console.log(JSON.stringify({ ready: true, url: `http://${host}:${server.address().port}` }))
)
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0))
