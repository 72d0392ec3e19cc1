// What the charts draw: samples of line lengths and of the day's counters, taken while the page is
// open and kept over a reload. Thinned out as they grow, so that a long day still fits.
import type { Floor } from '@panels/shared/types'

export interface Sample {
  at: number // The hall's time, ms.
  waiting: Record<string, number> // Service → people waiting.
  issued: number
  served: number
}

const most = 480

// A half hour of the day's figures, as the server keeps them.
export interface HalfHour {
  key: string // "2026-11-21T08:30+08:00"
  figures: Record<string, number | null>
}

// What the day looked like before this page was opened: a sample at the end of each half hour, with
// the counters so far and the mean lengths.
export function samples_of_day(
  day: HalfHour[],
  lines: Record<string, HalfHour[]>,
  until: number
): Sample[] {
  let issued = 0
  let served = 0
  const lengths = Object.entries(lines).map(
    ([service, halves]) =>
      [service, new Map(halves.map(({ key, figures }) => [key, figures.queue_mean ?? 0]))] as const
  )
  const samples = day.map(({ key, figures }) => {
    issued += figures.arrived ?? 0
    served += figures.served ?? 0
    const waiting = Object.fromEntries(
      lengths.map(([service, of]) => [service, Math.round(of.get(key) ?? 0)])
    )
    return { at: Date.parse(key) + 1800000, waiting, issued, served }
  })
  return samples.filter(({ at }) => at < until)
}

export function sample_of(floor: Floor): Sample {
  return {
    at: Date.parse(floor.as_of),
    waiting: Object.fromEntries(floor.services.map(({ service, waiting }) => [service, waiting])),
    issued: floor.counts.issued,
    served: floor.counts.done
  }
}

// With the sample added; an earlier time or a smaller counter is another day and starts over.
export function with_sample(samples: Sample[], sample: Sample): Sample[] {
  const last = samples[samples.length - 1]
  if (last && (sample.at < last.at - 60000 || sample.issued < last.issued)) return [sample]
  if (last && sample.at <= last.at) return samples
  const grown = [...samples, sample]
  if (grown.length <= most) return grown
  return grown.filter((_, at) => at % 2 === 0 || at === grown.length - 1)
}

// Several halls side by side in time: their lines under one roof.
export function joined(halls: { hall: string; samples: Sample[] }[]): Sample[] {
  if (halls.length === 1) return halls[0].samples
  const lead = halls.reduce((a, b) => (b.samples.length > a.samples.length ? b : a))
  return lead.samples.map((sample) => {
    const all = halls.map(({ hall, samples }) => ({ hall, one: at_or_before(samples, sample.at) }))
    return {
      at: sample.at,
      waiting: Object.fromEntries(
        all.flatMap(({ hall, one }) =>
          Object.entries(one?.waiting ?? {}).map(([key, n]) => [`${hall}/${key}`, n])
        )
      ),
      issued: all.reduce((sum, { one }) => sum + (one?.issued ?? 0), 0),
      served: all.reduce((sum, { one }) => sum + (one?.served ?? 0), 0)
    }
  })
}

function at_or_before(samples: Sample[], at: number): Sample | undefined {
  let low = 0,
    high = samples.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (samples[middle].at <= at) low = middle + 1
    else high = middle
  }
  return samples[low - 1] ?? samples[0]
}

// The longest lines of the session, longest first.
export function busiest(samples: Sample[], most_lines: number): string[] {
  const peak = new Map<string, number>()
  for (const { waiting } of samples) {
    for (const [key, n] of Object.entries(waiting)) peak.set(key, Math.max(peak.get(key) ?? 0, n))
  }
  return [...peak]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, most_lines)
    .map(([key]) => key)
}

const key_of = (hall: string) => `atrium.session.${hall}`
export function kept_samples(hall: string): Sample[] {
  try {
    return JSON.parse(sessionStorage.getItem(key_of(hall)) ?? '[]') as Sample[]
  } catch {
    return []
  }
}
export function keep_samples(hall: string, samples: Sample[]): void {
  try {
    sessionStorage.setItem(key_of(hall), JSON.stringify(samples))
  } catch {
    /* Not kept, then. */
  }
}
