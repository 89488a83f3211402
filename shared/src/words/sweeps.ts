/** Words of sweeps for all screens. */
export const sweepDomainWords = {
  'sweep.told': ['已通知', 'told'],
  'sweep.coming': ['马上下来', 'coming'],
  'sweep.later': ['晚点来', 'later'],
  'sweep.nobodyHome': ['家里没人', 'nobody home'],
  'sweep.needsHelp': ['需要帮忙', 'needs help'],
  'sweep.refuses': ['拒绝', 'refuses'],
  'need.comeDown': ['扶（推）下楼', 'help on the way down'],
  'need.atDoor': ['上门采样', 'sampling at the door'],
  'need.other': ['别的帮忙', 'something else'],
} as const satisfies Record<string, readonly [string, string]>

/** What the phone says to whoever goes from door to door. */
export const sweepWords = {
  sweepTitle: ['扫楼', 'Door sweep'],
  sweepOf: ['扫楼：逐户敲门登记', 'Sweep: door by door'],
  sweepProgress: ['走了 {swept} / {doors} 户 · 还差 {missing} 人', '{swept} of {doors} doors · {missing} people to go'],
  sweepWaiting: ['{count} 条还没有发出，有网后自动发送', '{count} not sent yet; they go out when there is a network'],
  sweepFloor: ['{floor} 层', 'Floor {floor}'],
  sweepDone: ['都已采样', 'all sampled'],
  sweepFrozen: ['复采中，请不要敲门', 'being re-sampled: do not knock'],
  sweepMissing: ['缺 {missing} / {expected} 人', '{missing} of {expected} missing'],
  sweepWhen: ['从几点开始可以来', 'From when they can come'],
  sweepInMinutes: ['{minutes} 分钟后（{time}）', 'in {minutes} minutes ({time})'],
  sweepNeedTitle: ['需要什么', 'What they need'],
  sweepNote: ['写一句（可不填）', 'A note (may be left out)'],
  sweepNoteHint: ['例如：702 老人坐轮椅，要两个人', 'For example: wheelchair, two people needed'],
  sweepSave: ['记下', 'Record'],
  sweepMore: ['加一句话', 'Add a note'],
  sweepOnlyMissing: ['只看没来的', 'Only those missing'],
  sweepAll: ['全部住户', 'All doors'],
  sweepNobody: ['这个楼门没有住户。', 'Nobody lives behind this entrance.'],
  sweepAllIn: ['这个楼门一个都不缺。', 'Nobody is missing behind this entrance.'],
} as const satisfies Record<string, readonly [string, string]>
