// What the drawer of ratings says. Loaded with its page only.
import { i18n } from '@panels/words/i18n'

const zh = {
  title: '评价与跟进',
  tally: '跟进中 {open} 件，逾期 {overdue} 件',
  state: '跟进状态',
  states: {
    all: '全部',
    open: '跟进中',
    overdue: '已逾期',
    closed: '已办结',
    none: '无需跟进'
  },
  level: '等级',
  window: '窗口',
  staff: '工作人员',
  time: '评价时间',
  number: '号码',
  phase: '进度',
  due: '期限',
  none: '没有符合条件的评价',
  phases: {
    opened: '待受理',
    taken_up: '已受理',
    verified: '已核实',
    appealed: '已申诉',
    decided: '已复核',
    closed: '已办结'
  },
  yes: {
    verified: { true: '属实', false: '不属实' },
    decided: { true: '申诉成立', false: '申诉不成立' }
  },
  case: '办件进度',
  case_steps: { receipt: '已收件', handling: '办理中', completion: '已办结' },
  steps: {
    take_up: '受理',
    uphold: '核实：属实',
    reject: '核实：不属实',
    appeal: '申诉（被评价人）',
    grant: '复核：申诉成立',
    deny: '复核：申诉不成立',
    close: '办结并答复'
  },
  by: '经办人',
  words: '说明；办结时填写给群众的答复',
  by_time: '{time} 前',
  overdue: '已逾期（{time}）',
  undated: '无法计算（节假日未公布）',
  captured: '断网时在评价器上采集（{time}），联网后上传'
}

const en: typeof zh = {
  title: 'Ratings and follow-up',
  tally: '{open} open, {overdue} overdue',
  state: 'Follow-up',
  states: { all: 'All', open: 'Open', overdue: 'Overdue', closed: 'Closed', none: 'None needed' },
  level: 'Level',
  window: 'Window',
  staff: 'Staff',
  time: 'Given',
  number: 'Number',
  phase: 'Stage',
  due: 'Due',
  none: 'No rating fits',
  phases: {
    opened: 'To take up',
    taken_up: 'Taken up',
    verified: 'Verified',
    appealed: 'Appealed',
    decided: 'Reviewed',
    closed: 'Closed'
  },
  yes: {
    verified: { true: 'upheld', false: 'not upheld' },
    decided: { true: 'appeal granted', false: 'appeal denied' }
  },
  case: 'Progress of the case',
  case_steps: { receipt: 'received', handling: 'being handled', completion: 'completed' },
  steps: {
    take_up: 'Take up',
    uphold: 'Verified: upheld',
    reject: 'Verified: not upheld',
    appeal: 'Appeal (the one rated)',
    grant: 'Grant the appeal',
    deny: 'Deny the appeal',
    close: 'Close with an answer'
  },
  by: 'Your name',
  words: 'In words; when closing, the answer to the citizen',
  by_time: 'by {time}',
  overdue: 'overdue ({time})',
  undated: 'cannot be reckoned (holidays not published)',
  captured: 'Given at the evaluator while it was cut off ({time}), handed on later'
}

i18n.global.mergeLocaleMessage('zh-CN', { ratings: zh })
i18n.global.mergeLocaleMessage('en', { ratings: en })
