// Speaks a zone's announcements, one after another, from the server's audio, and tells the hall so.
// One audio element a page: two are never heard at once.
import { api } from '@panels/shared/api'
import type { HallStore } from '@panels/shared/hall_store'
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import {
  caption_of,
  is_speaker,
  key_of,
  may_claim,
  patience_ms,
  takes_part,
  turn_of,
  type Self,
  type Speakers,
  type Speaking,
  type SpeakerView
} from './turns'

const done_kept = 50
const unlocked_within_ms = 1500

// This page through its reloads, and no copy of it: the name is put away only while it is shut.
function page_name(): { name: string; keep: () => void } {
  const key = 'atrium.page'
  let name = ''
  try {
    name = sessionStorage.getItem(key) ?? ''
    sessionStorage.removeItem(key)
  } catch {
    /* A new name each time, then. */
  }
  name ||= `page-${Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0')
  ).join('')}`
  const keep = () => {
    try {
      sessionStorage.setItem(key, name)
    } catch {
      /* As above. */
    }
  }
  return { name, keep }
}

// Browsers are silent until the page is touched, unless they are started otherwise.
async function is_unlocked(): Promise<boolean> {
  if (navigator.userActivation?.hasBeenActive) return true
  try {
    const context = new AudioContext()
    const waited = new Promise((done) => setTimeout(done, unlocked_within_ms))
    await Promise.race([context.resume(), waited]) // Never answered while it is locked.
    const running = context.state === 'running'
    void context.close()
    return running
  } catch {
    return true
  }
}

export interface VoiceOptions {
  hall: string
  kind: 'board' | 'display'
  zone: Ref<string> // Empty: this page speaks for no zone.
  windows: Ref<string[]>
}

export function use_voice(store: HallStore, { hall, kind, zone, windows }: VoiceOptions) {
  const view = shallowRef<SpeakerView | null>(null)
  const blocked = ref(false)
  const sounding = ref(false)
  const { name: page, keep } = page_name()
  const self = computed<Self>(() => ({
    page,
    kind,
    speakers: (store.floor.value?.speakers ?? 'board') as Speakers,
    windows: windows.value
  }))
  const mine = computed(() => !!view.value && is_speaker(view.value, self.value))
  const done = new Set<string>()
  const audio = new Audio()
  audio.preload = 'auto'
  let playing: { key: string; speaking: Speaking } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false
  let again = false

  async function report(phase: string, speaking?: Speaking): Promise<void> {
    try {
      const told = await api.report<any>(hall, 'speaker', zone.value, {
        page,
        phase,
        ...(speaking && {
          sequence: speaking.announcement.sequence,
          round: speaking.round
        })
      })
      take(told as SpeakerView)
    } catch {
      /* The hall goes on by its clock. */
    }
  }

  function finish(): void {
    playing = null
    sounding.value = false
  }

  audio.onplaying = () => {
    if (!playing) return
    sounding.value = true
    if (!playing.speaking.heard) void report('begun', playing.speaking)
  }
  audio.onended = () => {
    const spoken = playing?.speaking
    finish()
    if (spoken) void report('spoken', spoken).then(refresh)
  }
  audio.onerror = () => {
    if (playing) finish()
  }

  function speak(speaking: Speaking): void {
    const key = key_of(speaking)
    done.add(key)
    if (done.size > done_kept) done.delete(done.values().next().value as string)
    playing = { key, speaking }
    const { sequence } = speaking.announcement
    audio.src = `/api/v1/halls/${encodeURIComponent(hall)}/devices/speaker/${encodeURIComponent(
      zone.value
    )}/announcements/${sequence}/audio`
    audio.play().catch((trouble: unknown) => {
      finish()
      if ((trouble as Error)?.name !== 'NotAllowedError') return
      blocked.value = true
      done.delete(key)
      void report('leaving')
    })
  }

  function take(next: SpeakerView): void {
    view.value = next
    clearTimeout(timer)
    if (blocked.value || !takes_part(self.value)) return
    if (playing && (!next.desired.voiced || !next.desired.current)) {
      audio.pause()
      finish()
    }
    // Whoever speaks and is not heard is asked after once more.
    if (next.desired.current && !next.reported.heard && !mine.value) {
      timer = setTimeout(() => void refresh(), patience_ms)
    }
    if (playing) return
    const turn = turn_of(next, self.value, done)
    if (turn) speak(turn)
    else if (may_claim(next, self.value)) void report('ready')
  }

  async function refresh(): Promise<void> {
    if (!zone.value || asking) {
      again = asking
      return
    }
    asking = true
    try {
      take(await api.device<any>(hall, 'speaker', zone.value))
    } catch {
      /* Asked again with the next event. */
    }
    asking = false
    if (again) {
      again = false
      void refresh()
    }
  }

  const stop = store.listen((event) => {
    if (zone.value && event.stream.endsWith(`speaker/${zone.value}`)) void refresh()
  })
  watch(
    [zone, store.online, () => store.floor.value?.speakers],
    async () => {
      if (!zone.value || !store.online.value || !store.floor.value) return
      if (takes_part(self.value)) blocked.value = !(await is_unlocked())
      void refresh()
    },
    { immediate: true }
  )

  const leave = () => {
    keep()
    if (mine.value && self.value.speakers === 'board') {
      void fetch(
        `/api/v1/halls/${encodeURIComponent(hall)}/devices/speaker/${zone.value}/report`,
        {
          method: 'POST',
          keepalive: true,
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ page, phase: 'leaving' })
        }
      ).catch(() => {})
    }
  }
  window.addEventListener('pagehide', leave)
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave)
    stop()
    clearTimeout(timer)
    audio.pause()
    leave()
  })

  // With the touch of a person.
  function unlock(): void {
    blocked.value = false
    audio.load()
    void refresh()
  }

  return {
    blocked,
    sounding,
    mine,
    silent: computed(() => view.value?.desired.voiced === false),
    caption: (english: boolean) => caption_of(view.value, english),
    unlock
  }
}
