// How a window calls, in words.
export const calling_zh = {
  calling: {
    title: '叫号',
    current: '当前',
    next: '下一个',
    nobody: '现在无人可叫',
    set: '临时设定',
    choose: '叫号策略',
    definition: '按大厅设定',
    here: '用于本窗口',
    everywhere: '用于全部窗口'
  },
  strategy: {
    booked_first: '预约优先',
    by_time: '按时间先后',
    ageing: '等候加权',
    ratio: '按比例交替'
  },
  why: {
    special: '特呼',
    booked_first: '预约优先',
    by_time: '按时间先后',
    ageing: '加权等候 {score} 分钟（权重 {weight}）',
    ratio: '按 {higher}∶{lower} 交替',
    times: '已被超越 {times} 次，不再让号',
    waited: '被超越后等候已久，不再让号',
    for_window: '指定本窗口',
    for_staff: '指定本窗口工作人员',
    priority: '优先级 {priority}',
    booked: '预约到时',
    own_first: '本窗口业务优先',
    overtook: '先于 {n} 位更早的等候者',
    earliest: '等候最早'
  }
}

export const calling_en = {
  calling: {
    title: 'Calling',
    current: 'Now',
    next: 'Next',
    nobody: 'Nobody to call now',
    set: 'Set for now',
    choose: 'Calling strategy',
    definition: 'As the hall file says',
    here: 'For this window',
    everywhere: 'For all windows'
  },
  strategy: {
    booked_first: 'Booked first',
    by_time: 'By time',
    ageing: 'Waiting, weighted',
    ratio: 'In turn, by ratio'
  },
  why: {
    special: 'Special call',
    booked_first: 'booked first',
    by_time: 'by time',
    ageing: '{score} weighted minutes of waiting (weight {weight})',
    ratio: 'in turn, {higher} to {lower}',
    times: 'was overtaken {times} times, and no more',
    waited: 'waited long since first overtaken',
    for_window: 'waited for this window alone',
    for_staff: 'waited for this member of staff alone',
    priority: 'class {priority}',
    booked: 'booked and due',
    own_first: "the window's own services first",
    overtook: 'before {n} who came earlier',
    earliest: 'came first'
  }
}
