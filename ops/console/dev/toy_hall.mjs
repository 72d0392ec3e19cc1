// A hall in memory that follows the contract closely enough to develop pages against. Its rules are
// toys: the order is first come first served. For the mock only.
import { readFileSync } from 'node:fs'
import { parse_toml } from './toml.mjs'

export class Refusal extends Error {
  constructor(status, code, detail) {
    super(detail)
    this.status = status
    this.code = code
  }
}
const need = (good, status, code, detail) => {
  if (!good) throw new Refusal(status, code, detail ?? code)
}

export class ToyHall {
  constructor(file, clock) {
    this.file = parse_toml(readFileSync(file, 'utf8'))
    this.hall = this.file.hall
    this.clock = clock
    this.open = true
    this.events = []
    this.tickets = new Map()
    this.listeners = new Set()
    this.versions = {}
    this.series = new Map(this.file.series.map((one) => [one.prefix, 0]))
    this.windows = new Map(
      this.file.windows.map((one) => [
        one.window,
        {
          window: one.window,
          state: 'closed',
          staff: null,
          reason: '',
          since: null,
          pausing: false,
          services: one.serves,
          current: null,
          served: 0,
          last: null,
          given: one
        }
      ])
    )
    this.devices = new Map()
    for (const one of this.file.windows) {
      for (const id of one.displays ?? []) {
        this.devices.set(`display/${id}`, {
          desired: {
            window: one.window,
            number: '',
            state: 'closed',
            text: '',
            calls: 0,
            sequence: 0
          },
          reported: { sequence: 0 }
        })
      }
      this.devices.set(`evaluator/${one.evaluator}`, {
        desired: { window: one.window, ticket: '', number: '', clerk: '', sequence: 0 },
        reported: { sequence: 0 }
      })
    }
    for (const { machine } of this.file.ticket_machines) {
      this.devices.set(`ticket_machine/${machine}`, {
        desired: { slips: [] },
        reported: { printed: [], paper: 'ok', online: true }
      })
    }
    this.ratings = new Map()
  }

  now() {
    return new Date(this.clock()).toISOString()
  }
  head() {
    return this.events.length
  }
  say(stream, type, data) {
    const at = this.now(),
      position = this.head() + 1
    this.versions[stream] = (this.versions[stream] ?? 0) + 1
    const event = {
      position,
      previous: position - 1,
      stream,
      version: this.versions[stream],
      type,
      at,
      data: { ...data, at }
    }
    this.events.push(event)
    for (const listener of this.listeners) listener(event)
  }
  told(name, data) {
    this.say('waiting_room/main', `waiting_room.${name}`, data)
  }

  line(services) {
    return [...this.tickets.values()]
      .filter((one) => one.status === 'waiting' && services.includes(one.service))
      .sort((a, b) => a.order - b.order)
  }
  openers(service) {
    return [...this.windows.values()].filter(
      (one) => one.services.includes(service) && one.state !== 'closed'
    )
  }
  wait(service, ahead) {
    const open = this.openers(service).length
    const minutes = this.file.services.find((one) => one.service === service).minutes
    return open
      ? {
          low_s: Math.round((ahead * minutes * 30) / open),
          high_s: Math.round(((ahead + 1) * minutes * 60) / open)
        }
      : null
  }
  view_ticket(one) {
    if (!one) return null
    const { order: _, ...seen } = one
    const waiting = one.status === 'waiting'
    const ahead = waiting
      ? this.line([one.service]).filter((other) => other.order < one.order).length
      : null
    return { ...seen, ahead, wait: waiting ? this.wait(one.service, ahead) : null }
  }
  view_window(one) {
    const { current, last: _, given: __, ...seen } = one
    return { ...seen, ticket: this.view_ticket(current), waiting: this.line(one.services).length }
  }
  floor() {
    const all = [...this.tickets.values()]
    const count = (status) => all.filter((one) => one.status === status).length
    const f = this.file
    return {
      hall: this.hall,
      name: f.name,
      name_en: f.name_en,
      day: this.now().slice(0, 10),
      time_zone: f.time_zone,
      utc_offset_s: 28800,
      open: this.open,
      mode: f.mode,
      as_of: this.now(),
      position: this.head(),
      windows: [...this.windows.values()].map((one) => ({
        ...this.view_window(one),
        name: one.given.name,
        name_en: one.given.name_en,
        zone: one.given.zone,
        x: one.given.x,
        y: one.given.y,
        class: one.given.class,
        displays: one.given.displays,
        evaluator: one.given.evaluator
      })),
      services: f.services.map((one) => {
        const line = this.line([one.service]),
          open = this.openers(one.service).length
        const refusal = !this.open ? 'closed' : open ? '' : 'no_window'
        return {
          service: one.service,
          name: one.name,
          name_en: one.name_en,
          series: one.series,
          class: one.class,
          waiting: line.length,
          longest_wait_s: line[0]
            ? Math.round((this.clock() - Date.parse(line[0].issued_at)) / 1000)
            : 0,
          wait: this.wait(one.service, line.length),
          windows_open: open,
          issued: all.filter(({ service }) => service === one.service).length,
          served: all.filter(({ service, status }) => service === one.service && status === 'done')
            .length,
          accepting: !refusal,
          refusal
        }
      }),
      zones: f.zones,
      classes: f.classes,
      devices: f.ticket_machines.map((one) => ({
        kind: 'ticket_machine',
        id: one.machine,
        zone: one.zone
      })),
      counts: {
        issued: all.length,
        waiting: count('waiting'),
        called: count('called'),
        serving: count('serving'),
        parked: count('parked'),
        done: count('done'),
        no_show: count('no_show'),
        void: count('void'),
        unserved: 0
      },
      lines: all
        .filter(({ status }) => status === 'waiting')
        .sort((a, b) => a.order - b.order)
        .slice(0, 20)
        .map((one) => this.view_ticket(one)),
      texts: f.texts,
      texts_en: f.texts_en
    }
  }

  issue({ service, machine, channel = 'ticket_machine' }) {
    const of = this.file.services.find((one) => one.service === service)
    need(of, 422, 'service.unknown', `no service ${service}`)
    need(this.open, 409, 'hall.closed')
    need(this.openers(service).length, 409, 'service.has_no_window')
    const value = this.series.get(of.series) + 1
    this.series.set(of.series, value)
    const number = of.series + String(value).padStart(3, '0')
    const ticket = {
      id: `${this.now().slice(0, 10).replaceAll('-', '')}-${number}`,
      number,
      service,
      status: 'waiting',
      window: null,
      calls: 0,
      priority: 0,
      channel,
      holder: null,
      issued_at: this.now(),
      called_at: null,
      started_at: null,
      finished_at: null,
      order: this.tickets.size
    }
    this.tickets.set(ticket.id, ticket)
    this.told('issued', { ticket: ticket.id, number, service, channel, machine, priority: 0 })
    const printer = this.devices.get(`ticket_machine/${machine}`)
    if (printer) {
      const sequence = (printer.desired.slips.at(-1)?.sequence ?? 0) + 1
      printer.desired.slips = [
        ...printer.desired.slips.slice(-19),
        {
          ticket: ticket.id,
          number,
          service,
          ahead: this.view_ticket(ticket).ahead,
          issued_at: ticket.issued_at,
          sequence
        }
      ]
      this.say(`ticket_machine/${machine}`, 'ticket_machine.slip_wanted', { sequence })
    }
    return this.view_ticket(ticket)
  }

  act(number, action, body) {
    const window = this.windows.get(number)
    need(window, 404, 'window.unknown', `no window ${number}`)
    const acts = {
      'call-next': 'call_next',
      'no-show': 'no_show',
      call: 'special',
      void: 'void_',
      close: 'shut',
      open: 'log_in'
    }
    const name = acts[action] ?? action
    need(
      [
        'log_in',
        'shut',
        'pause',
        'resume',
        'call_next',
        'recall',
        'special',
        'start',
        'finish',
        'no_show',
        'void_',
        'park',
        'unpark',
        'transfer',
        'undo'
      ].includes(name),
      404,
      'action.unknown',
      action
    )
    this[name](window, body)
    return this.view_window(window)
  }
  turn(window, state) {
    window.state = state
    window.since = this.now()
    this.show(window)
  }
  about(window) {
    return {
      ticket: window.current.id,
      number: window.current.number,
      window: window.window,
      staff: window.staff
    }
  }
  settle(window, status, event) {
    need(window.current, 409, 'window.has_no_ticket')
    const about = this.about(window)
    window.current.status = status
    window.current.window = status === 'waiting' ? null : window.window
    window.current = null
    this.told(event, about)
    this.turn(window, window.pausing ? 'paused' : 'idle')
    if (window.pausing) this.told('window_paused', { window: window.window, reason: window.reason })
    window.pausing = false
  }
  log_in(window, { staff = 'clerk' }) {
    need(window.state === 'closed', 409, 'window.already_open')
    window.staff = staff
    this.told('window_opened', { window: window.window, staff })
    this.turn(window, 'idle')
  }
  shut(window) {
    need(!window.current, 409, 'window.busy')
    need(window.state !== 'closed', 409, 'window.closed')
    window.staff = null
    this.told('window_closed', { window: window.window })
    this.turn(window, 'closed')
  }
  pause(window, { reason = '' }) {
    need(window.state !== 'closed', 409, 'window.closed')
    window.reason = reason
    if (window.current) {
      window.pausing = true
      this.told('pause_asked', { window: window.window, reason })
      return
    }
    this.told('window_paused', { window: window.window, reason })
    this.turn(window, 'paused')
  }
  resume(window) {
    if (window.pausing) {
      window.pausing = false
      this.told('pause_withdrawn', { window: window.window })
      return
    }
    need(window.state === 'paused', 409, 'window.not_paused')
    window.reason = ''
    this.told('window_resumed', { window: window.window })
    this.turn(window, 'idle')
  }
  call_next(window) {
    need(window.state !== 'closed', 409, 'window.closed')
    need(window.state !== 'paused', 409, 'window.paused')
    need(!window.current, 409, 'window.busy')
    const next = this.line(window.services)[0]
    if (next) this.take(window, next)
  }
  take(window, ticket) {
    Object.assign(ticket, {
      status: 'called',
      window: window.window,
      calls: 1,
      called_at: this.now()
    })
    window.current = ticket
    this.told('called', {
      ...this.about(window),
      service: ticket.service,
      call: 1,
      special: false,
      reason: '',
      why: {}
    })
    this.turn(window, 'called')
  }
  special(window, { number }) {
    need(!window.current, 409, 'window.busy')
    const found = [...this.tickets.values()].find((one) => one.number === number)
    need(found, 404, 'ticket.unknown', `no ticket ${number}`)
    need(['waiting', 'parked', 'no_show'].includes(found.status), 409, 'ticket.not_callable')
    this.take(window, found)
  }
  recall(window) {
    need(window.state === 'called', 409, 'window.has_no_ticket')
    need(window.current.calls < 3, 409, 'ticket.calls_exhausted')
    window.current.calls += 1
    this.told('recalled', { ...this.about(window), call: window.current.calls })
    this.show(window)
  }
  start(window) {
    need(window.state === 'called', 409, 'window.has_no_ticket')
    Object.assign(window.current, { status: 'serving', started_at: this.now() })
    this.told('started', this.about(window))
    this.turn(window, 'serving')
  }
  finish(window) {
    need(window.state === 'serving', 409, 'ticket.not_started')
    const { id, number } = window.current
    window.current.finished_at = this.now()
    window.served += 1
    this.settle(window, 'done', 'finished')
    const name = `evaluator/${window.given.evaluator}`
    const asked = this.devices.get(name)
    asked.desired = {
      window: window.window,
      ticket: id,
      number,
      clerk: window.staff,
      sequence: asked.desired.sequence + 1
    }
    this.say(name, 'evaluator.asked', { question: asked.desired })
  }
  no_show(window) {
    need(window.state === 'called', 409, 'window.has_no_ticket')
    this.settle(window, 'no_show', 'no_show')
  }
  park(window) {
    this.settle(window, 'parked', 'parked')
  }
  unpark(window, { number }) {
    const found = [...this.tickets.values()].find((one) => one.number === number)
    need(found?.status === 'parked', 409, 'ticket.not_parked')
    found.status = 'waiting'
    this.told('unparked', { ticket: found.id, number, window: window.window })
  }
  transfer(window, { service }) {
    need(window.current, 409, 'window.has_no_ticket')
    if (service) window.current.service = service
    this.settle(window, 'waiting', 'transferred')
  }
  void_(window, { number }) {
    const found = [...this.tickets.values()].find((one) => one.number === number)
    need(found, 404, 'ticket.unknown', `no ticket ${number}`)
    if (found === window.current) return this.settle(window, 'void', 'voided')
    found.status = 'void'
    this.told('voided', { ticket: found.id, number, window: window.window, current: false })
  }
  undo() {
    need(false, 409, 'window.nothing_to_undo')
  }

  show(window) {
    for (const id of window.given.displays) {
      const display = this.devices.get(`display/${id}`)
      display.desired = {
        window: window.window,
        number: window.current?.number ?? '',
        state: window.state,
        text: window.state === 'paused' ? window.reason : '',
        calls: window.current?.calls ?? 0,
        sequence: display.desired.sequence + 1
      }
      this.say(`display/${id}`, 'display.directed', { content: display.desired })
    }
  }
  rate(id, { level, tags }) {
    const ticket = this.tickets.get(id)
    need(ticket, 404, 'ticket.unknown')
    need(!this.ratings.has(id), 409, 'evaluation.already_given')
    need(ticket.status === 'done', 409, 'evaluation.not_served')
    need(level >= 1 && level <= 5, 422, 'evaluation.bad_level')
    const rating = { ticket: id, window: ticket.window, level, tags, given_at: this.now() }
    this.ratings.set(id, rating)
    this.say(`evaluation/${id}`, 'evaluation.given', {
      ticket: id,
      window: ticket.window,
      staff: 'clerk',
      level,
      tags,
      text: ''
    })
    for (const [name, device] of this.devices) {
      if (device.desired.ticket !== id) continue
      device.desired = {
        ...device.desired,
        ticket: '',
        number: '',
        sequence: device.desired.sequence + 1
      }
      this.say(name, 'evaluator.withdrawn', { ticket: id, sequence: device.desired.sequence })
    }
    return rating
  }
  report(kind, id, body) {
    const device = this.devices.get(`${kind}/${id}`)
    if (kind === 'ticket_machine') {
      const { printed } = device.reported
      device.reported = {
        ...device.reported,
        ...body,
        printed: [...printed, ...(body.printed ?? [])].slice(-20)
      }
    } else device.reported = { ...device.reported, sequence: body.sequence }
    if (body.timed_out)
      device.desired = {
        ...device.desired,
        ticket: '',
        number: '',
        sequence: device.desired.sequence + 1
      }
    this.say(`${kind}/${id}`, `${kind}.${body.timed_out ? 'timed_out' : 'shown'}`, {
      sequence: body.sequence
    })
    return this.device(kind, id)
  }
  device(kind, id) {
    const device = this.devices.get(`${kind}/${id}`)
    need(device, 404, 'device.unknown', `no ${kind} ${id}`)
    return { device: id, ...device, in_step: true }
  }
}
