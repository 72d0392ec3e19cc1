// What is doubtful about a ticket that was given out all the same, in words; a warning without any
// is shown with the server's own sentence.
import type { Ticket } from '../shared/types'
import type { Tongue } from './refusals'

export const warnings_of = (ticket: Pick<Ticket, 'warnings'> | null, { t, te }: Tongue): string[] =>
  (ticket?.warnings ?? []).map(({ code, detail }) => {
    const key = `machine.warning.${code}`
    return te(key) ? t(key) : detail
  })
