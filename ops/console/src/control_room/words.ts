// What the control room says beyond the shared words. Loaded with its page only.
import { i18n } from '@panels/words/i18n'

const zh = {
  title: '大厅中控', no_login: '未登录', all: '全部大厅', live: '实时', offline: '离线', closed: '未开放', open: '开放中',
  as_of: '截至 {time}', none: '还没有大厅在运行',
  none_what: '请用 atrium serve --hall 启动一个大厅，本页会自动连接。',
  unreachable: '联系不上服务器', unreachable_what: '请确认服务正在运行、网络正常；本页每几秒自动重试。',
  floor: '窗口分布', lines: '排队情况', ticker: '实时动态', attention: '需要处理', charts: '本次会话走势',
  attention_none: '一切正常，没有需要处理的事项', machine: '取号机', board: '汇总屏',
  count: {
    waiting: '等候', called: '叫号', serving: '办理', parked: '挂起', done: '办结', no_show: '过号',
    issued: '今日取号', windows: '开放窗口', longest: '最长等候', void: '作废'
  },
  means: {
    waiting: '已取号、尚未被呼叫的号码数', called: '已呼叫、尚未开始办理的号码数', serving: '正在窗口办理的号码数',
    parked: '挂起中的号码数，不计入等候', done: '今日已办结的号码数', no_show: '今日过号的号码数',
    issued: '今日发出的全部号码数', windows: '已登录的窗口数 / 窗口总数', longest: '等候者中最早取号距今的时间',
    void: '今日作废的号码数'
  },
  col: {
    service: '业务', hall: '大厅', waiting: '等候', longest: '最长等候', wait: '预计等候', windows: '窗口',
    next: '下一位', issued: '取号', served: '办结', number: '号码', window: '窗口', time: '时间', status: '状态',
    calls: '呼叫', staff: '工作人员'
  },
  export: '导出', filter: '筛选业务', chart_lines: '各业务等候人数', chart_flow: '累计取号与办结',
  people: '人', as_table: '看数据', as_chart: '看图', issued: '取号', served: '办结',
  empty_events: '还没有动态。有人取号或叫号后会显示在这里。', empty_lines: '没有符合条件的业务',
  empty_chart: '正在采集数据，几秒后显示走势', empty_tickets: '现在没有这种状态的号码',
  window: {
    since: '此状态自 {time} 起，已 {lasted}', clerk: '工作人员', none: '无', services: '受理业务',
    current: '当前号码', last: '最近操作', last_none: '本窗口今天还没有操作', panels: '打开面板',
    tablet: '窗口平板', display: '窗口屏', evaluator: '评价器', served: '今日已办', waiting: '可叫等候',
    reason: '暂停原因', pausing: '办完当前号码后暂停'
  },
  find: {
    no_window: '{name}：{number} 人等候，但没有开放窗口', starving: '{name}：最长已等 {minutes} 分钟',
    unanswered: '{window} 号窗口：叫号后 {minutes} 分钟无人应答', long_pause: '{window} 号窗口：已暂停 {minutes} 分钟',
    poor_rating: '{window} 号窗口：收到差评（{number} 星）', limit: '{name}：今日号源已满'
  },
  event: {
    issued: '{number} 取号 · {service}', called: '{window} 号窗口 呼叫 {number}',
    special: '{window} 号窗口 特呼 {number}', recalled: '{window} 号窗口 重呼 {number}（第 {call} 次）',
    started: '{window} 号窗口 开始办理 {number}', finished: '{window} 号窗口 办结 {number}',
    no_show: '{number} 过号（{window} 号窗口）', voided: '{number} 作废', parked: '{number} 挂起（{window} 号窗口）',
    unparked: '{number} 取回，继续等候', transferred: '{number} 由 {window} 号窗口转出',
    undone: '{window} 号窗口 撤销上一步', window_opened: '{window} 号窗口 开窗 · {staff}',
    window_closed: '{window} 号窗口 关窗', window_paused: '{window} 号窗口 暂停 · {reason}',
    window_resumed: '{window} 号窗口 恢复', pause_asked: '{window} 号窗口 办完后暂停',
    pause_withdrawn: '{window} 号窗口 取消暂停', doors_opened: '大厅开始取号', doors_closed: '大厅停止取号',
    day_ended: '业务日结束', lapsed: '{number} 作空号登记', rated: '{window} 号窗口 收到评价：{level} 星',
    configured: '大厅配置已生效'
  },
  area: '等候区', area_next: '按叫号顺序', area_more: '另有 {n} 人', area_none: '现在没有人等候'
}

const en: typeof zh = {
  title: 'Control room', no_login: 'No login', all: 'All halls', live: 'Live', offline: 'Offline', closed: 'Closed', open: 'Open',
  as_of: 'as of {time}', none: 'No hall is running',
  none_what: 'Start one with atrium serve --hall; this page connects by itself.',
  unreachable: 'The server cannot be reached',
  unreachable_what: 'Check that it runs and the network is up. This page tries again every few seconds.',
  floor: 'Windows', lines: 'Lines', ticker: 'As it happens', attention: 'Needs a person', charts: 'This session',
  attention_none: 'All is well, nothing needs you', machine: 'Ticket machine', board: 'Board',
  count: {
    waiting: 'Waiting', called: 'Called', serving: 'Serving', parked: 'Parked', done: 'Done', no_show: 'No-shows',
    issued: 'Tickets today', windows: 'Windows open', longest: 'Longest wait', void: 'Void'
  },
  means: {
    waiting: 'Tickets issued and not yet called', called: 'Called, service not begun', serving: 'Being served',
    parked: 'Parked; not counted as waiting', done: 'Finished today', no_show: 'No-shows today',
    issued: 'All tickets of today', windows: 'Windows logged in / all windows',
    longest: 'How long the first of those who wait has waited', void: 'Voided today'
  },
  col: {
    service: 'Service', hall: 'Hall', waiting: 'People', longest: 'Longest', wait: 'Expected', windows: 'Open',
    next: 'Next', issued: 'Issued', served: 'Done', number: 'Number', window: 'Window', time: 'Time',
    status: 'State', calls: 'Calls', staff: 'Clerk'
  },
  export: 'Export', filter: 'Filter services', chart_lines: 'People waiting by service',
  chart_flow: 'Tickets and finished visits', people: 'people', as_table: 'Figures', as_chart: 'Chart',
  issued: 'Issued', served: 'Done',
  empty_events: 'Nothing yet. Tickets and calls will show here.', empty_lines: 'No service matches',
  empty_chart: 'Gathering figures, a few seconds more', empty_tickets: 'No ticket is in this state now',
  window: {
    since: 'In this state since {time}, for {lasted}', clerk: 'Clerk', none: 'None', services: 'Serves',
    current: 'Current ticket', last: 'Last acts', last_none: 'No acts at this window today', panels: 'Open its panels',
    tablet: 'Tablet', display: 'Display', evaluator: 'Evaluator', served: 'Served today', waiting: 'May call',
    reason: 'Reason', pausing: 'Pauses after this ticket'
  },
  find: {
    no_window: '{name}: {number} waiting, no window open', starving: '{name}: longest wait {minutes} min',
    unanswered: 'Window {window}: called {minutes} min ago, nobody came', long_pause: 'Window {window}: paused for {minutes} min',
    poor_rating: 'Window {window}: poor rating ({number} of 5)', limit: '{name}: no numbers left today'
  },
  event: {
    issued: '{number} issued · {service}', called: 'Window {window} called {number}',
    special: 'Window {window} special call {number}', recalled: 'Window {window} recalled {number} (call {call})',
    started: 'Window {window} began {number}', finished: 'Window {window} finished {number}',
    no_show: '{number} no-show (window {window})', voided: '{number} voided', parked: '{number} parked (window {window})',
    unparked: '{number} waits again', transferred: '{number} transferred from window {window}',
    undone: 'Window {window} took back its last act', window_opened: 'Window {window} opened · {staff}',
    window_closed: 'Window {window} closed', window_paused: 'Window {window} paused · {reason}',
    window_resumed: 'Window {window} resumed', pause_asked: 'Window {window} pauses after this ticket',
    pause_withdrawn: 'Window {window} pauses no more', doors_opened: 'The hall takes visitors',
    doors_closed: 'The hall takes no more visitors', day_ended: 'The business day ended',
    lapsed: '{number} recorded as lapsed', rated: 'Window {window} rated {level} of 5',
    configured: 'Configuration applied'
  },
  area: 'Waiting area', area_next: 'in calling order', area_more: '{n} more', area_none: 'Nobody is waiting now'
}

i18n.global.mergeLocaleMessage('zh-CN', { room: zh })
i18n.global.mergeLocaleMessage('en', { room: en })
