// Ratings that were given here and that the server has not taken yet. They are kept in the browser
// with what tells each from any other, so that they outlast a reload and are taken exactly once.
import { Refused } from '@panels/shared/api'
import { shallowRef } from 'vue'

export interface KeptRating {
  epoch: number // Of this browser's store: another once the store was lost.
  sequence: number
  ticket: string
  level: number
  tags: string[]
  at: string
}
interface Stored {
  epoch: number
  last: number
  ratings: KeptRating[]
}
type Store = Pick<Storage, 'getItem' | 'setItem'>

export class KeptRatings {
  readonly waiting = shallowRef<KeptRating[]>([]) // Oldest first.
  private readonly key: string
  private memory = ''

  constructor(
    hall: string,
    device: string,
    private readonly store: Store = localStorage
  ) {
    this.key = `atrium.ratings.${hall}.${device}`
    this.waiting.value = this.read().ratings
  }

  keep(rating: Omit<KeptRating, 'epoch' | 'sequence'>): KeptRating {
    const stored = this.read()
    const kept = { ...rating, epoch: stored.epoch, sequence: stored.last + 1 }
    this.write({ ...stored, last: kept.sequence, ratings: [...stored.ratings, kept] })
    return kept
  }

  settle(done: KeptRating): void {
    const stored = this.read()
    const same = (one: KeptRating) =>
      one.epoch === done.epoch && one.sequence === done.sequence
    this.write({ ...stored, ratings: stored.ratings.filter((one) => !same(one)) })
  }

  // Read afresh each time: another page of the same evaluator may have written.
  private read(): Stored {
    try {
      const stored = JSON.parse(this.store.getItem(this.key) ?? this.memory) as Stored
      if (Array.isArray(stored.ratings)) return stored
    } catch {
      /* Nothing there, or not ours. */
    }
    return { epoch: Math.floor(Date.now() / 1000), last: 0, ratings: [] }
  }

  private write(stored: Stored): void {
    this.memory = JSON.stringify(stored)
    this.waiting.value = stored.ratings
    try {
      this.store.setItem(this.key, this.memory)
    } catch {
      /* No store: kept until the page goes. */
    }
  }
}

export type SendKept = (rating: KeptRating, captured: boolean) => Promise<unknown>

// Whether a refusal is about the rating itself: asked again, the server would say the same. One of
// another hall's server, of its door or of something in between is not.
export const is_settled = (trouble: unknown): trouble is Refused =>
  trouble instanceof Refused && /^(evaluation|ticket|request)\./.test(trouble.code)

// Hands on what is kept, oldest first, until the server cannot be reached. A rating whose time the
// server does not believe goes as one given now.
export async function hand_on(kept: KeptRatings, send: SendKept): Promise<void> {
  for (const rating of kept.waiting.value) {
    try {
      await send(rating, true).catch((trouble) => {
        if (trouble instanceof Refused && trouble.code === 'evaluation.bad_capture')
          return send(rating, false)
        throw trouble
      })
    } catch (trouble) {
      if (!(trouble instanceof Refused)) return
      if (!is_settled(trouble)) continue
    }
    kept.settle(rating)
  }
}
