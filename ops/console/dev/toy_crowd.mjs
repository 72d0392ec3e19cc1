// People and clerks for a toy hall, at random. For the mock only.
const pick = (list) => list[Math.floor(Math.random() * list.length)]

export function start_crowd(hall, speed) {
  const numbers = [...hall.windows.keys()]
  numbers
    .slice(0, Math.ceil(numbers.length * 0.9))
    .forEach((number) => hall.act(number, 'open', { staff: `clerk${number.padStart(2, '0')}` }))
  const until = new Map()
  const attempt = (act) => {
    try {
      return act()
    } catch {
      return null
    }
  }
  const issue = () =>
    attempt(() =>
      hall.issue({
        service: pick(hall.file.services).service,
        machine: hall.file.ticket_machines[0].machine
      })
    )
  for (let at = 0; at < numbers.length * 3; ++at) issue()
  const step = () => {
    const now = hall.clock()
    if (Math.random() < (0.0021 * numbers.length * Math.min(speed, 60)) / 20) issue()
    for (const window of hall.windows.values()) {
      if ((until.get(window) ?? 0) > now) continue
      const next = (low, high) =>
        until.set(window, now + (low + Math.random() * (high - low)) * 1000)
      if (window.state === 'idle') {
        if (Math.random() < 0.04) {
          attempt(() => hall.pause(window, { reason: pick(['午间休息', '暂时离开', '参加会议']) }))
          next(200, 600)
        } else {
          attempt(() => hall.call_next(window))
          next(20, 80)
        }
      } else if (window.state === 'called') {
        if (Math.random() < 0.08) attempt(() => hall.no_show(window))
        else attempt(() => hall.start(window))
        next(120, 700)
      } else if (window.state === 'serving') {
        const { id } = window.current
        attempt(() => hall.finish(window))
        if (Math.random() < 0.5)
          attempt(() => hall.rate(id, { level: pick([5, 5, 5, 4, 4, 3, 2]), tags: [] }))
        next(5, 40)
      } else if (window.state === 'paused') {
        attempt(() => hall.resume(window))
        next(5, 30)
      }
    }
  }
  setInterval(step, 100)
}
