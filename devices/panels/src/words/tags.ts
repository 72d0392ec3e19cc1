// What people may add to a rating: the deployed national list. The first digit is the level.
export interface Tag {
  code: string
  zh: string
  en: string
}

const tags: Record<string, [zh: string, en: string]> = {
  510: ['一窗受理一次办结', 'One window, one visit'],
  511: ['可以先受理后补材料', 'Accepted first, papers later'],
  512: ['不用提交证明', 'No certificates needed'],
  513: ['可以全程网上办理', 'All of it online'],
  514: ['可以使用手机办理', 'Possible by phone'],
  515: ['可以就近办理', 'Possible nearby'],
  516: ['无需材料直接办理', 'No papers needed'],
  517: ['服务热情效率高', 'Warm and efficient service'],
  406: ['填写一张表单就可完成申报', 'One form was enough'],
  407: ['在线提交材料窗口核验', 'Papers online, checked here'],
  408: ['一张清单告知全部申报材料', 'One list of all papers'],
  409: ['用告知承诺减免申报材料', 'A promise replaced papers'],
  410: ['可以在线预约办理', 'Booked online'],
  411: ['跑大厅一次办完', 'Done in one visit'],
  412: ['可以使用自助机办理', 'Self-service machine'],
  413: ['服务态度较好', 'Friendly service'],
  307: ['一次性告知需要补正的材料', 'Told at once what was missing'],
  308: ['提供申报材料样本', 'Samples were given'],
  309: ['在承诺的时间内办结', 'Done in the promised time'],
  310: ['办事指南指引准确', 'The guide was right'],
  311: ['按办事指南要求的材料即可办理', 'The listed papers were enough'],
  312: ['可以快递送达', 'Sent by courier'],
  313: ['跑动次数与承诺的一致', 'As many visits as promised'],
  314: ['服务态度一般', 'Service so-so'],
  207: ['没有提供材料样本', 'No samples given'],
  208: ['没有提供材料清单', 'No list of papers'],
  209: ['未在承诺时间内办结', 'Later than promised'],
  210: ['同样内容的证明材料被要求多次提交', 'Same proof asked again'],
  211: ['承诺网办但无法在线办理', 'Online service did not work'],
  212: ['在线预约办理后到实体大厅重复取号排队', 'Booked, but queued again'],
  213: ['窗口人员业务不熟练', 'Staff unsure of the matter'],
  214: ['服务态度生硬', 'Unfriendly service'],
  108: ['在办事指南之外增加新的审批条件', 'New conditions were added'],
  109: ['需提供办事指南之外的申报材料', 'Papers not in the guide'],
  110: ['无理由超过法定办理时间', 'Past the legal time'],
  111: ['办事指南提供样本有错', 'The sample was wrong'],
  112: ['承诺在线收取申报材料实际无法收取', 'Papers could not be sent online'],
  113: ['多头跑窗口和部门', 'Sent from window to window'],
  114: ['跑动次数与承诺的不一致', 'More visits than promised'],
  115: ['服务态度差效率低', 'Poor and slow service']
}

export function tags_of(level: number): Tag[] {
  return Object.entries(tags)
    .filter(([code]) => code[0] === String(level))
    .map(([code, [zh, en]]) => ({ code, zh, en }))
}
