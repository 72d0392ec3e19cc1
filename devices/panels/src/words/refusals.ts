// Refusal codes in words: what happened and what to do. Codes are the server's stable contract;
// one without words here is shown with the server's own sentence.
import { Refused, Unreachable } from '../shared/api'

type Words = Record<string, [zh: string, en: string]>

const words: Words = {
  'calendar.year_not_published': [
    '该年度的节假日安排尚未公布或录入，暂不能办理。',
    'The working days of that year are not published or not entered yet.'
  ],
  'hall.closed': [
    '大厅现在未开放，请在办公时间再来。',
    'The hall is closed. Come back in opening hours.'
  ],
  'hall.already_open': ['大厅已经开放。', 'The hall is already open.'],
  'hall.already_closed': ['大厅已经关闭。', 'The hall is already closed.'],
  'hall.already_in_mode': ['大厅已是这种叫号方式。', 'The hall already calls this way.'],
  'hall.not_configured': [
    '大厅尚未完成配置，请联系管理员。',
    'The hall is not set up. Tell the administrator.'
  ],
  'hall.bad_reset': ['换日时间不正确。', 'The time at which the day turns is not valid.'],
  'hall.unknown': ['没有这个大厅，请检查网址。', 'There is no such hall. Check the address.'],
  'waiting_room.not_configured': [
    '大厅尚未完成配置，请联系管理员。',
    'The hall is not set up. Tell the administrator.'
  ],
  'service.unknown': ['没有这项业务。', 'There is no such service.'],
  'service.closed': [
    '该业务暂停取号，请咨询导办台。',
    'This service takes no tickets now. Ask the desk.'
  ],
  'service.has_no_window': [
    '该业务窗口均未开放，请稍后再来或咨询导办台。',
    'No window serves this now. Come back later or ask the desk.'
  ],
  'service.not_served': ['目标窗口不办理这项业务。', 'That window does not serve this.'],
  'service.limit_reached': ['今日号源已取完，请改日再来。', 'No numbers are left for today.'],
  'records.unavailable': [
    '历史记录正在整理或暂时忙，请稍候再试。',
    'Past records are being put in order or are busy. Try again shortly.'
  ],
  'visit.too_many_services': [
    '一次办理的业务太多，请减少。',
    'These are too many services for one visit.'
  ],
  'visit.service_twice': ['该业务已在办理清单中。', 'This service is in the visit already.'],
  'journey.unknown': [
    '没有这个“一件事”，请重新选择。',
    'There is nothing of that name under “All in one visit”. Choose again.'
  ],
  'journey.with_services': [
    '“一件事”和单项业务只能选一种。',
    'Choose “All in one visit” or single services, not both.'
  ],
  'ticket.phone_missing': [
    '无纸号码需要手机号，请填写。',
    'A ticket without paper needs a phone number.'
  ],
  'ticket.number_stands_twice': [
    '昨日同号仍在等候，请选择具体号码。',
    'Yesterday’s ticket of that number waits too. Choose one from the list.'
  ],
  'configuration.bad_journey': ['“一件事”配置不正确。', '“All in one visit” is set up wrongly.'],
  'lease.unknown': ['没有这个号段或已过期。', 'There is no such lease of numbers today.'],
  'lease.ended': ['号段已结束，未用号码已作废。', 'This lease of numbers has ended.'],
  'lease.out_of_range': ['号段参数不正确。', 'The lease asks for too few or too many numbers.'],
  'lease.number_outside': ['号码不在号段内。', 'This number is not in the lease.'],
  'lease.number_taken': ['该号码已补录。', 'This number was taken in already.'],
  'lease.position_used': ['该记录已用于另一号码。', 'That record gave out another number.'],
  'lease.other_series': ['业务与号段不符。', 'The service takes other numbers.'],
  'lease.issued_too_late': ['取号时号段已过期。', 'It was given out after the lease was over.'],
  'ticket.unknown': [
    '没有这个号码，请核对后重输。',
    'There is no such number. Check and type it again.'
  ],
  'ticket.of_a_past_day': [
    '该号码不是今天的，请重新取号。',
    'This number is of another day. Take a new one.'
  ],
  'ticket.not_callable': ['该号码现在不能呼叫。', 'This ticket cannot be called now.'],
  'ticket.already_called': ['该号码已被呼叫。', 'This ticket has been called already.'],
  'ticket.being_served': ['该号码正在办理。', 'This ticket is being served.'],
  'ticket.done': ['该号码已办结。', 'This ticket is done.'],
  'ticket.already_void': ['该号码已作废。', 'This ticket is void already.'],
  'ticket.bound_elsewhere': ['该号码已指定其他窗口。', 'This ticket is bound to another window.'],
  'ticket.bound_to_staff': [
    '该号码已指定其他工作人员。',
    'This ticket is bound to another member of staff.'
  ],
  'ticket.bound_twice': [
    '请只指定一个窗口或一名工作人员。',
    'Name a window or a member of staff, not both.'
  ],
  'staff.not_at_work': [
    '该工作人员现在不在窗口，请另选。',
    'That member of staff is at no window now. Choose another.'
  ],
  'ticket.not_for_this_window': [
    '本窗口不办理该号码的业务。',
    'This window does not serve this ticket.'
  ],
  'ticket.calls_exhausted': ['已叫满次数，请按“过号”。', 'Called often enough. Press “No-show”.'],
  'ticket.reason_missing': ['请填写原因。', 'Give a reason.'],
  'ticket.not_started': ['请先开始办理。', 'Start the service first.'],
  'ticket.not_parked': ['该号码没有挂起。', 'This ticket is not parked.'],
  'ticket.set_aside': [
    '该号码因系统故障已暂时搁置，请联系管理员处理后放行。',
    'This ticket is set aside because of a fault. Tell the administrator, who can release it.'
  ],
  'strategy.unknown': ['本大厅没有这种叫号策略。', 'This hall has no such calling strategy.'],
  'strategy.bad_value': [
    '叫号策略的数值超出范围，请检查后重试。',
    'A value of the calling strategy is out of range; check it and try again.'
  ],
  'ticket.not_set_aside': ['该号码没有被搁置。', 'This ticket is not set aside.'],
  'ticket.ended': ['该号码已经结束。', 'This ticket has ended.'],
  'ticket.not_served': ['该号码尚未办理。', 'This ticket has not been served.'],
  'ticket.moved_on': [
    '该号码已有新的进展，不能撤销。',
    'The ticket has moved on; this cannot be undone.'
  ],
  'ticket.bad_priority': ['优先级不正确。', 'That is not a priority.'],
  'tickets.bad_limit': ['查询条数超出范围。', 'That many tickets cannot be listed.'],
  'appointment.already_booked': [
    '您当天已有预约，可改期，不必再约。',
    'There is a booking for that day already. Change it instead.'
  ],
  'appointment.already_checked_in': [
    '您的预约已签到取号。',
    'This booking is checked in already, and has its number.'
  ],
  'appointment.bad_limit': ['查询条数超出范围。', 'That many bookings cannot be listed.'],
  'appointment.bad_outcome': [
    '请选择已履约、未到、已婉拒或撤销记录。',
    'Choose kept, no-show, turned away, or take the record back.'
  ],
  'appointment.blocked': [
    '多次预约未到，暂不能预约，可现场取号。',
    'Bookings were missed too often. Take a ticket at the hall for now.'
  ],
  'appointment.booking_closed': [
    '距开始时间太近，请选择其他时段。',
    'This time is too near. Choose a later one.'
  ],
  'appointment.cancel_closed': [
    '距预约时间太近，不能自行改期或取消，请联系大厅。',
    'Too near to be changed or cancelled here. Ask the hall.'
  ],
  'appointment.cancelled': ['该预约已取消。', 'This booking was cancelled.'],
  'appointment.code_taken': ['系统繁忙，请再试一次。', 'Please try once more.'],
  'appointment.reference_of_nobody': [
    '只有预约平台有自己的预约编号，请勿填写。',
    'Only a booking platform has a number of its own. Leave it out.'
  ],
  'appointment.reference_taken': [
    '该平台预约编号已用于他人的预约。',
    "Another person's booking has this number of the platform."
  ],
  'appointment.holder_missing': ['请填写身份证号或手机号。', 'Give an ID number or a phone.'],
  'appointment.not_a_working_day': [
    '当日不办理预约，请选择其他日期。',
    'Nothing can be booked for that day. Choose another.'
  ],
  'appointment.not_configured': ['本大厅暂未开通预约。', 'This hall takes no bookings.'],
  'appointment.not_released': [
    '该日期尚未放号，请稍后再来预约。',
    'That day cannot be booked yet.'
  ],
  'appointment.reason_missing': ['请填写原因。', 'Give a reason.'],
  'appointment.same_slot': ['预约已在该时段。', 'The booking has this time already.'],
  'appointment.service_not_bookable': [
    '该业务不支持预约，请现场取号。',
    'This service cannot be booked. Take a ticket at the hall.'
  ],
  'appointment.settled': ['该预约已有结果。', 'What became of this booking is recorded already.'],
  'appointment.slot_full': [
    '该时段已约满，请选择其他时段。',
    'This time is fully booked. Choose another.'
  ],
  'appointment.slot_unknown': [
    '没有这个时段，请重新选择。',
    'There is no such time. Choose again.'
  ],
  'appointment.ticket_delayed': [
    '签到成功，正在出号，请再按一次。',
    'Checked in; the ticket is on its way. Press once more.'
  ],
  'appointment.too_early': [
    '还未到签到时间，请稍后再来。',
    'It is too early to check in. Come back a little later.'
  ],
  'appointment.too_late': [
    '已过签到时间，请现场取号。',
    'It is too late to check in. Take a ticket instead.'
  ],
  'appointment.unknown': [
    '没有找到预约，请核对后重试。',
    'No booking was found. Check and try again.'
  ],
  'appointment.of_a_later_day': [
    '预约日期未到，请按预约日期前来。',
    'The appointment is for a later day.'
  ],
  'appointment.of_a_past_day': [
    '预约日期已过，请重新预约或取号。',
    'The appointment was for an earlier day.'
  ],
  'ticket.one_per_person': [
    '您已有这项业务的号，无需再取。',
    'You have a number for this service already; no other is needed.'
  ],
  'tickets.whose': ['请刷证件、扫码或输入手机号。', 'Show a card or code, or type a phone number.'],
  'holder.bad_id_number': [
    '证件号码不正确，请重新刷证件，或核对后重输。',
    'The document number is not right. Show the card again, or compare every digit.'
  ],
  'holder.bad_phone': [
    '手机号码不正确，应为 1 开头的 11 位数字，请核对后重输。',
    'The phone number is not right: 11 digits, beginning with 1. Compare and type it again.'
  ],
  'code.unknown': [
    '不认识这个码，请出示随申码、电子社保码或身份码，也可以刷身份证。',
    'This code is not known. Show a personal, social-security or identity code, or the ID card.'
  ],
  'code.expired': [
    '这个码已过期，请在手机上刷新后重新出示。',
    'This code is too old. Refresh it on the phone and show it again.'
  ],
  'label.already_stamped': ['这一环节已经记录过。', 'This step was recorded before.'],
  'label.step_missing': ['请先扫描记录前一个环节。', 'Record the step before this one first.'],
  'label.unknown': ['本厅没有这个条码，请重新扫描。', 'This hall gave no such barcode. Scan it again.'],
  'label.not_the_last': ['只能撤回最后一次记录。', 'Only the last record can be taken back.'],
  'label.not_stamped': ['这个标签还没有扫描过。', 'This label was never scanned.'],
  'catalogue.unavailable': [
    '事项目录暂时读不到，请稍候再试。',
    'The item catalogue cannot be read now. Try again shortly.'
  ],
  'priority.not_released': [
    '优先号须由工作人员输入密码后发放，请联系导办台。',
    'A member of staff must release a priority ticket. Ask the desk.'
  ],
  'priority.wrong_password': ['工作人员密码不正确，请重输。', 'Wrong staff password. Type it again.'],
  'priority.too_many_attempts': [
    '密码错误次数过多，请 5 分钟后再试，或到导办台取优先号。',
    'Too many wrong passwords. Try again in 5 minutes, or ask the desk.'
  ],
  'priority.not_offered': [
    '本大厅的取号机不发放优先号，请到导办台办理。',
    'Machines here give no priority tickets. Ask the desk.'
  ],
  'window.unknown': ['没有这个窗口。', 'There is no such window.'],
  'window.disabled': [
    '本窗口已停用，请联系管理员。',
    'This window is disabled. Tell the administrator.'
  ],
  'window.closed': ['窗口未登录，请先开窗。', 'The window is closed. Open it first.'],
  'window.paused': ['窗口已暂停，请先恢复。', 'The window is paused. Resume first.'],
  'window.busy': ['请先办结或处理当前号码。', 'Finish or settle the current ticket first.'],
  'window.has_no_ticket': [
    '当前没有号码，请先叫号。',
    'There is no current ticket. Call one first.'
  ],
  'window.already_open': ['窗口已经开放。', 'The window is already open.'],
  'window.already_closed': ['窗口已经关闭。', 'The window is already closed.'],
  'window.already_paused': ['窗口已经暂停。', 'The window is already paused.'],
  'window.not_paused': ['窗口没有暂停。', 'The window is not paused.'],
  'window.nothing_to_undo': ['没有可以撤销的操作。', 'There is nothing to undo.'],
  'window.undo_too_late': ['已超过可撤销的时间。', 'It is too late to undo.'],
  'transfer.nowhere': [
    '请选择转到哪个窗口、工作人员或业务。',
    'Choose a window, a colleague or a service.'
  ],
  'transfer.to_itself': ['不能转到本窗口。', 'That is this window already.'],
  'transfer.window_closed': ['目标窗口未开放。', 'The other window is closed.'],
  'evaluation.already_given': ['本次办事已评价，谢谢。', 'This visit has been rated. Thank you.'],
  'evaluation.not_served': [
    '该号码尚未办结，不能评价。',
    'Not finished yet, so it cannot be rated.'
  ],
  'evaluation.not_given': ['尚未评价。', 'Not rated yet.'],
  'evaluation.bad_level': ['评价等级不正确。', 'That is not a level.'],
  'evaluation.bad_tag': [
    '评价标签与等级不符，请重新选择。',
    'A reason does not fit the level. Choose again.'
  ],
  'evaluation.too_late': ['已超过评价期限。', 'The time for rating this visit is over.'],
  'evaluation.unknown_channel': ['评价渠道不正确。', 'That is not a way to rate.'],
  'evaluation.bad_capture': [
    '评价时间不正确，请检查设备时间。',
    'The time of the rating is not possible. Check the device’s clock.'
  ],
  'evaluation.not_followed_up': ['该评价没有跟进事项。', 'This rating is not followed up.'],
  'evaluation.already_closed': ['该评价已办结回复。', 'The follow-up is closed.'],
  'evaluation.staff_missing': ['请填写经办人。', 'Say who does this.'],
  'evaluation.own_rating': [
    '被评价人不能处理自己的评价，可以申诉。',
    'Nobody looks into their own rating. They may appeal.'
  ],
  'evaluation.not_the_rated': ['只有被评价人可以申诉。', 'Only the one who was rated may appeal.'],
  'evaluation.already_taken_up': ['该评价已有人受理。', 'Somebody has taken it up.'],
  'evaluation.not_taken_up': ['请先受理。', 'Take it up first.'],
  'evaluation.already_verified': ['该评价已核实。', 'It was verified.'],
  'evaluation.not_verified': ['请先核实。', 'Verify it first.'],
  'evaluation.words_missing': ['请填写说明。', 'Say it in words.'],
  'evaluation.nothing_to_appeal': [
    '核实结果为不属实，无需申诉。',
    'The rating was not upheld: nothing to appeal.'
  ],
  'evaluation.already_appealed': ['已经申诉过。', 'An appeal is made once.'],
  'evaluation.not_appealed': ['没有申诉。', 'Nobody has appealed.'],
  'evaluation.already_decided': ['申诉已有结论。', 'The appeal was decided.'],
  'evaluation.appeal_open': ['请先对申诉作出结论。', 'Decide the appeal first.'],
  'link.unknown': ['链接无效，请扫小票上的二维码。', 'This link leads nowhere. Use the one of your ticket.'],
  'link.expired': ['链接已过期。', 'This link has ended.'],
  'evaluation.text_too_long': ['文字过长，请缩短。', 'The text is too long.'],
  'evaluation.by_the_clerk': ['工作人员不能代为评价。', 'Staff cannot rate their own service.'],
  'device.unknown': ['没有这台设备，请检查网址。', 'There is no such device. Check the address.'],
  'display.unknown_sequence': ['设备回报的内容已过时。', 'The device reported something unknown.'],
  'announcement.unknown': ['这条语音已经播完。', 'This announcement is over.'],
  'speaker.bad_length': ['语音的时长或次数不对。', 'The length or times of the announcement are wrong.'],
  'speaker.no_page': ['播音页面没有名称。', 'The page that speaks has no name.'],
  'speaker.not_the_speaker': ['本区由另一个页面播音。', 'Another page speaks for this zone.'],
  'speaker.unknown_sequence': ['没有这条语音。', 'There is no such announcement.'],
  'speech.not_available': [
    '服务器暂时无法合成语音，请检查 espeak-ng。',
    'The server cannot make speech now; check espeak-ng.'
  ],
  'evaluator.no_ticket': ['没有可评价的号码。', 'There is no ticket to rate.'],
  'evaluator.unknown_sequence': [
    '设备回报的内容已过时。',
    'The device reported something unknown.'
  ],
  'ticket_machine.slip_waiting': ['这张号票正在打印。', 'This slip is being printed.'],
  'ticket_machine.too_many_slips': [
    '待打印的号票太多，请稍候。',
    'Too many slips wait. One moment.'
  ],
  'ticket_machine.unknown_slip': ['没有这张号票。', 'There is no such slip.'],
  'request.id_reused': ['操作编号重复，请重试。', 'The request id was used before. Try again.'],
  'request.malformed': ['请求格式不正确，请重试。', 'The request was malformed. Try again.'],
  'request.too_long': ['输入过长，请缩短。', 'The input is too long.'],
  'request.too_large': ['输入过大，请缩短。', 'The input is too large.'],
  'request.invalid': [
    '输入不正确，请检查后重试。',
    'The input is not valid. Check it and try again.'
  ],
  defect: [
    '系统内部错误，本次操作未生效，请联系管理员。',
    'An internal fault; nothing was done. Tell the administrator.'
  ],
  'actor.asleep': [
    '该单元当前未运行，使用时会自动启动。',
    'It is not in memory; it wakes when it is used.'
  ],
  'actor.not_quarantined': ['该单元运行正常，无需恢复。', 'It is well; there is nothing to revive.'],
  overloaded: [
    '系统繁忙，操作未完成，请稍候再试。',
    'The system is busy; nothing was done. Try again shortly.'
  ],
  'disk.full': [
    '服务器存储空间不足，暂时不能办理，请联系管理员。',
    'The server is out of disk space; nothing can be done now. Tell the administrator.'
  ],
  unreachable: [
    '联系不上服务器，操作未确认，请稍候再试。',
    'The server cannot be reached; not confirmed. Try again shortly.'
  ]
}

const one_language = (which: 0 | 1) =>
  Object.fromEntries(
    Object.entries(words).map(([code, said]) => [code.replace(/\./g, '__'), said[which]])
  )
export const refusals_zh = one_language(0)
export const refusals_en = one_language(1)
export const known_codes = Object.keys(words)

export interface Tongue {
  t(key: string): string
  te(key: string): boolean
}

function code_of(trouble: unknown): string {
  if (trouble instanceof Refused) return trouble.code
  if (!(trouble instanceof Unreachable)) return ''
  return words[trouble.code] ? trouble.code : 'unreachable'
}

// The words for what went wrong.
export function say_refusal(trouble: unknown, tongue: Tongue): string {
  const code = code_of(trouble)
  const key = `refusal.${code.replace(/\./g, '__')}`
  if (code && (tongue.te(key) || words[code])) return tongue.t(key)
  if (trouble instanceof Refused) return trouble.detail || trouble.code
  return String(trouble)
}
