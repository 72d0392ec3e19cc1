// How the node does and what left it, in words.
export const running_zh = {
  deliveries: {
    title: '外部系统对接',
    none: '没有向外部系统发送过内容。',
    counts: '已送达 {taken} 条，失败 {failed} 次',
    at: '时间', channel: '去向', key: '内容', tries: '次数',
    went: '结果',
    taken: '成功',
    failed: '失败，自动重试',
    channels: {
        city: '市平台',
        platform: '预约平台',
        prefill: '表单预填',
        sms: '短信',
        wechat: '微信'
      }
  },
  operations: {
    title: '运行状况',
    what: '等得最久的在前；时间为此刻实测。',
    loading: '正在查询…',
    none: '此刻没有单元在运行：无人操作时它们会休眠，使用时自动启动。',
    trouble_none: '没有停用的单元',
    quarantined: '已停用的单元',
    quarantined_what: '历史记录无法读通，其余业务不受影响。请先联系技术人员修复，再点“恢复”。',
    revive: '恢复',
    reviving: '正在恢复…',
    revived: '已尝试恢复 {name}',
    stale: '数据停在 {time}',
    halls: '各大厅',
    awake: '内存中',
    memory: '占用',
    waiting: '待答',
    oldest: '最久',
    defects: '故障',
    turned_away: '已拒',
    timers: '到期定时',
    entities: '运行中的单元',
    name: '单元',
    kinds: {
      waiting_room: '等候区',
      hall: '大厅',
      window: '窗口',
      appointment_book: '预约',
      evaluation: '评价',
      ticket_machine: '取号机',
      display: '窗口屏',
      evaluator: '评价器',
      speaker: '语音播报'
    },
    state: '状态',
    doing: '正在做',
    doing_for: '已用',
    handled: '已答',
    idle: '空闲中',
    ms: '{n} 毫秒',
    s: '{n} 秒',
    states: { recovering: '启动中', awake: '运行', leaving: '休眠中', quarantined: '已停用' }
  }
}

export const running_en: typeof running_zh = {
  deliveries: {
    title: 'Sent to other systems',
    none: 'Nothing was sent to other systems.',
    counts: '{taken} delivered, {failed} failed tries',
    at: 'Time', channel: 'To', key: 'What', tries: 'Tries',
    went: 'Result',
    taken: 'Done',
    failed: 'Failed, tried again',
    channels: {
        city: 'City platform',
        platform: 'Booking platform',
        prefill: 'Form prefill',
        sms: 'SMS',
        wechat: 'WeChat'
      }
  },
  operations: {
    title: 'Operations',
    what: 'Those whose questions wait longest first; measured just now.',
    loading: 'Asking…',
    none: 'Nothing is in memory now: entities sleep when nobody uses them, and wake when used.',
    trouble_none: 'No entity is out of service',
    quarantined: 'Out of service',
    quarantined_what:
      'Its history cannot be read; everything else goes on. Have it mended, then revive it.',
    revive: 'Revive',
    reviving: 'Reviving…',
    revived: '{name} was asked to try again',
    stale: 'Figures as of {time}',
    halls: 'Halls',
    awake: 'In memory',
    memory: 'Memory',
    waiting: 'Waiting',
    oldest: 'Oldest',
    defects: 'Faults',
    turned_away: 'Turned away',
    timers: 'Timers due',
    entities: 'Entities in memory',
    name: 'Entity',
    kinds: {
      waiting_room: 'Waiting room',
      hall: 'Hall',
      window: 'Window',
      appointment_book: 'Bookings',
      evaluation: 'Evaluation',
      ticket_machine: 'Ticket machine',
      display: 'Display',
      evaluator: 'Evaluator',
      speaker: 'Speaker'
    },
    state: 'State',
    doing: 'Doing',
    doing_for: 'For',
    handled: 'Answered',
    idle: 'Idle',
    ms: '{n} ms',
    s: '{n} s',
    states: {
      recovering: 'Waking',
      awake: 'Awake',
      leaving: 'Falling asleep',
      quarantined: 'Out of service'
    }
  }
}
