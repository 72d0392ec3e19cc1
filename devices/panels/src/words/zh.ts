// Everything that pages say, in Chinese. Words of the control room are in its own file.
export default {
  ticket: {
    waiting: '等候', called: '叫号', serving: '办理', parked: '挂起', done: '办结',
    no_show: '过号', void: '作废', unserved: '未办'
  },
  window: {
    closed: '未登录', idle: '空闲', called: '叫号中', serving: '办理中', paused: '暂停',
    no: '{n} 号窗口', short: '{n} 号'
  },
  live: { offline: '连接中断，画面停在 {time}，正在重连…' },
  loading: '正在载入…',
  wait: {
    none: '暂无开放窗口', now: '即到即办', range: '约 {low}–{high} 分钟', about: '约 {low} 分钟', within: '{high} 分钟内',
    unknown: '正在估算'
  },
  people: '{n} 人',
  trouble: {
    title: '页面打不开', hall: '没有名为“{hall}”的大厅。', thing: '这个大厅没有“{id}”。',
    what: '请核对网址，或联系管理员。', choose: '可选：'
  },
  machine: {
    welcome: '请选择您要办理的业务', tap: '轻触业务即可取号', all: '全部业务',
    waiting: '等候 {n} 人', take: '取 号', back: '返回', taking: '正在取号…',
    printing: '请取走您的号票', your_number: '您的号码', go: '请到', or: '或',
    windows: '办理窗口', ahead: '前面还有 {n} 人', ahead_none: '马上轮到您',
    wait: '预计等候', again: '完成', auto: '{n} 秒后返回', listen: '请留意叫号屏幕与广播',
    reprint: '重打号票', large: '大字', normal: '标准字', issued: '取号时间',
    confirm: '确认取号？', service: '业务',
    closed_title: '大厅现在未开放', closed_what: '请在办公时间前来取号，谢谢。',
    paper_title: '号票纸已用完', paper_what: '您仍可取号：请记下屏幕上的号码，或到导办台取票。',
    paper_go: '继续取号', net_title: '取号机暂时无法联网',
    net_what: '请到导办台人工取号，或稍候片刻。',
    refused_title: '暂不能取号', not_accepting: '暂停取号',
    more: '更多业务',
    why: { no_window: '窗口均未开放', limit: '今日号源已满', closed: '未到受理时间', other: '暂停受理' },
    desk: '如需帮助，请咨询导办台工作人员'
  },
  display: {
    please: '请', welcome: '欢迎光临', idle: '请稍候，等待叫号', closed: '本窗口暂未开放',
    paused: '暂停服务', serving: '正在办理', called: '请到本窗口', last: '最近叫号', serves: '办理业务',
    none: '暂无叫号', announce: '请 {number} 号到 {window} 号窗口办理'
  },
  board: {
    title: '叫号信息', service: '业务', waiting: '等候', people: '等候', wait: '预计等候',
    to: '到', empty: '还没有叫号，请稍候', total: '共 {n} 人等候',
    open: '开放 {n} 个窗口'
  },
  evaluator: {
    ask: '请您对本次服务作出评价', for: '{number} 号 · {window} 号窗口', clerk: '工作人员 {name}',
    levels: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
    tags: '可多选，说说原因（选填）', send: '提交评价', skip: '直接提交', change: '重新选择',
    thanks: '感谢您的评价', thanks_what: '您的意见会帮助我们改进服务。',
    idle: '为您服务', idle_what: '办理结束后，请在此评价', left: '{n} 秒后返回',
    sending: '正在提交…', paused: '暂停服务', closed: '窗口未开放', once: '一次办事，一次评价'
  },
  tablet: {
    next: '下一位', next_hint: '呼叫下一个号码', start: '开始办理', finish: '办结', recall: '重呼',
    no_show: '过号', park: '挂起', unpark: '取回挂起', transfer: '转号', special: '特呼', void: '作废',
    undo: '撤销', pause: '暂停', resume: '恢复', close: '关窗', open: '开窗', open_title: '登录并开窗',
    clerk: '工号或姓名', clerk_hint: '例如 clerk03', current: '当前号码', none: '当前没有号码',
    none_what: '按“下一位”呼叫排在最前面的号码', nobody: '现在没有人在等候', queue: '本窗口等候',
    served: '今日已办', calls: '第 {n} 次呼叫', called_for: '已呼叫', serving_for: '已办理',
    waited: '已等候', next_up: '接下来', busy: '请先处理 {number}', paused: '窗口已暂停',
    paused_what: '原因：{reason}。恢复后才能叫号。', pausing: '办完当前号码后暂停',
    sent: '已完成：{act}', retrying: '网络不稳，正在重试…', reason: '原因', cancel: '取消',
    confirm: '确认', number: '号码', number_hint: '例如 A012', holder: '办事人',
    parked_none: '没有挂起的号码', to_window: '转到窗口', to_service: '转到业务',
    ask_no_show: '{number} 没有到窗口？过号后只能用特呼叫回。',
    ask_void: '作废后不能恢复。要作废哪个号码？', ask_close: '关窗后不再叫号，确认关闭 {n} 号窗口？',
    ask_finish: '{number} 办结？',
    pauses: ['暂时离开', '午间休息', '参加会议', '设备故障'],
    specials: ['过号返回', '材料补齐', '老幼病残孕优先', '领导批准'],
    undone: '已撤销上一步', close_first: '请先办结当前号码，再关窗'
  }
}
