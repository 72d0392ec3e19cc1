// What the control room says about told waits and whether they came true.
import { i18n } from '@panels/words/i18n'

const zh = {
  key: '预估准确度',
  title: '等候预估是否应验',
  what: '取号时告知的等候区间，与实际首次被叫的时间比较。',
  loading: '正在查询…',
  today: '今天',
  lately: '近日合计',
  told: '告知的等候',
  all: '全部',
  minutes: '{range} 分钟',
  min: '{n} 分',
  called: '已叫号',
  inside: '区间内',
  error: '平均误差',
  average: '平均数法误差',
  width: '区间宽度',
  means:
    '区间内：首次叫号落在告知区间内的比例，设计目标为 80%。' +
    '平均误差：告知的最可能等候与实际之差的绝对值的平均。' +
    '平均数法：平均办理时间 × 前面人数 ÷ 开放窗口数，作对照。特呼和未被叫到的号码不计。'
}

const en = {
  key: 'Accuracy',
  title: 'Did the told waits come true?',
  what: 'The interval told with each ticket, against when it was first called.',
  loading: 'Asking…',
  today: 'today',
  lately: 'recent days',
  told: 'Told to wait',
  all: 'All',
  minutes: '{range} min',
  min: '{n} min',
  called: 'Called',
  inside: 'Inside',
  error: 'Mean error',
  average: 'Average rule',
  width: 'Width',
  means:
    'Inside: share first called within the interval they were told; 80% is intended. ' +
    'Mean error: mean of |likely wait told − actual wait|. ' +
    'Average rule: the same error of average service time × people ahead ÷ open windows. ' +
    'Special calls and tickets never called do not count.'
}

i18n.global.mergeLocaleMessage('zh-CN', { room: { waits: zh } })
i18n.global.mergeLocaleMessage('en', { room: { waits: en } })
