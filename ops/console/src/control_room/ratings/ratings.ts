// Ratings as the server lists them, and which step of a follow-up comes next. No page here.
export interface Rating {
  ticket: string
  number: string
  window: string
  staff: string
  service: string
  level: number
  tags: string[]
  given_at: string
  phase: string | null
  due: string | null
  overdue: boolean
  undated: string
}
export interface RatingCase extends Rating {
  text: string
  captured_at: string | null
  case: { step: 'receipt' | 'handling' | 'completion'; at: string }[] // Behind the visit.
  follow_up: {
    phase: string
    steps: { step: string; staff: string; yes: boolean | null; text: string; at: string }[]
  } | null
}
export interface Step {
  name: string
  path: string
  yes?: boolean
}

const verify: Step[] = [
  { name: 'uphold', path: 'verify', yes: true },
  { name: 'reject', path: 'verify' }
]
const decide: Step[] = [
  { name: 'grant', path: 'decide', yes: true },
  { name: 'deny', path: 'decide' }
]
const close: Step = { name: 'close', path: 'close' }
const appeal: Step = { name: 'appeal', path: 'appeal' }

export function next_steps(one: Pick<RatingCase, 'follow_up'>): Step[] {
  const upheld = one.follow_up?.steps.some(({ step, yes }) => step === 'verified' && yes)
  switch (one.follow_up?.phase) {
    case 'opened':
      return [{ name: 'take_up', path: 'take-up' }]
    case 'taken_up':
      return verify
    case 'verified':
      return upheld ? [close, appeal] : [close]
    case 'appealed':
      return decide
    case 'decided':
      return [close]
    default:
      return []
  }
}

export function due_words(
  row: Pick<Rating, 'due' | 'overdue' | 'undated'>,
  when: (at: string) => string,
  t: (key: string, values?: Record<string, unknown>) => string
): string {
  if (row.undated) return t('ratings.undated')
  if (!row.due) return ''
  return t(row.overdue ? 'ratings.overdue' : 'ratings.by_time', { time: when(row.due) })
}
