// Refusal codes in words: what happened and what to do. Codes are the server's stable contract;
// one without words here is shown with the server's own sentence.
import { Refused, Unreachable } from '../shared/api'

type Words = Record<string, [zh: string, en: string]>

const words: Words = {
  'hall.closed': ['大厅当前未开放，请先开启大厅。', 'The hall is closed. Open it first.'],
  'hall.already_open': ['大厅已经开放。', 'The hall is already open.'],
  'hall.already_closed': ['大厅已经关闭。', 'The hall is already closed.'],
  'hall.unknown': ['没有这个大厅，请检查网址。', 'There is no such hall. Check the address.'],
  'service.unknown': ['没有这项业务。', 'There is no such service.'],
  'service.closed': ['该业务暂停取号，请咨询导办台。', 'This service takes no tickets now. Ask the desk.'],
  'service.no_window': ['该业务窗口均未开放，暂停取号。', 'No window serves this now, so no tickets.'],
  'service.limit_reached': ['今日号源已取完，请改日再来。', 'No numbers are left for today.'],
  'series.limit_reached': ['今日号源已取完，请改日再来。', 'No numbers are left for today.'],
  'ticket.unknown': ['没有这个号码，请核对后重输。', 'There is no such number. Check and type it again.'],
  'ticket.not_callable': ['该号码现在不能呼叫。', 'This ticket cannot be called now.'],
  'ticket.already_called': ['该号码已被其他窗口呼叫。', 'Another window has called this ticket.'],
  'ticket.being_served': ['该号码正在办理。', 'This ticket is being served.'],
  'ticket.done': ['该号码已办结。', 'This ticket is done.'],
  'ticket.void': ['该号码已作废。', 'This ticket is void.'],
  'ticket.of_another_day': ['该号码不是今天的。', 'This ticket belongs to another day.'],
  'ticket.bound_elsewhere': ['该号码已指定其他窗口。', 'This ticket is bound to another window.'],
  'ticket.not_for_window': ['本窗口不办理该号码的业务。', 'This window does not serve this ticket.'],
  'ticket.calls_exhausted': ['已叫满次数，请按“过号”。', 'Called often enough. Press “No-show”.'],
  'ticket.not_called': ['请先叫号。', 'Call a ticket first.'],
  'ticket.not_started': ['请先开始办理。', 'Start the service first.'],
  'ticket.not_parked': ['该号码未挂起。', 'This ticket is not parked.'],
  'ticket.ended': ['该号码已结束，不能再操作。', 'This ticket has ended.'],
  'window.unknown': ['没有这个窗口。', 'There is no such window.'],
  'window.closed': ['窗口未登录，请先开窗。', 'The window is closed. Open it first.'],
  'window.paused': ['窗口已暂停，请先恢复。', 'The window is paused. Resume first.'],
  'window.busy': ['请先办结或处理当前号码。', 'Finish or settle the current ticket first.'],
  'window.no_ticket': ['当前没有号码。', 'There is no current ticket.'],
  'window.already_open': ['窗口已经开放。', 'The window is already open.'],
  'window.already_paused': ['窗口已经暂停。', 'The window is already paused.'],
  'window.not_paused': ['窗口没有暂停。', 'The window is not paused.'],
  'window.nothing_to_undo': ['没有可以撤销的操作。', 'There is nothing to undo.'],
  'undo.too_late': ['已超过可撤销时间。', 'It is too late to undo.'],
  'undo.nothing': ['没有可以撤销的操作。', 'There is nothing to undo.'],
  'transfer.target_closed': ['目标窗口未开放。', 'The other window is closed.'],
  'transfer.same_window': ['不能转到本窗口。', 'That is this window already.'],
  'evaluation.already_given': ['本次办事已评价，谢谢。', 'This visit has been rated. Thank you.'],
  'evaluation.not_served': ['该号码尚未办理，不能评价。', 'Not served yet, so it cannot be rated.'],
  'evaluation.bad_level': ['评价等级不正确。', 'That is not a level.'],
  'evaluation.by_the_clerk': ['工作人员不能代为评价。', 'Staff cannot rate their own service.'],
  'request.invalid': ['输入不正确，请检查后重试。', 'The input is not valid. Check it and try again.'],
  'defect': ['系统内部错误，本次操作未生效，请联系管理员。',
             'An internal fault; nothing was done. Tell the administrator.'],
  'unreachable': ['联系不上服务器，操作未确认，请稍候再试。',
                  'The server cannot be reached; not confirmed. Try again shortly.']
}

const one_language = (which: 0 | 1) =>
  Object.fromEntries(Object.entries(words).map(([code, said]) => [code.replace(/\./g, '__'), said[which]]))
export const refusals_zh = one_language(0)
export const refusals_en = one_language(1)
export const known_codes = Object.keys(words)

interface Tongue { t(key: string): string; te(key: string): boolean }

// The words for what went wrong.
export function say_refusal(trouble: unknown, tongue: Tongue): string {
  const code = trouble instanceof Refused ? trouble.code
    : trouble instanceof Unreachable ? 'unreachable' : ''
  const key = `refusal.${code.replace(/\./g, '__')}`
  if (code && (tongue.te(key) || words[code])) return tongue.t(key)
  if (trouble instanceof Refused) return trouble.detail || trouble.code
  return String(trouble)
}
