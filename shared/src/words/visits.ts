/** Words of visits for all screens. */
export const visitDomainWords = {
  'visit.assigned': ['已派队', 'given to a team'],
  'proof.code': ['扫过住户码', 'household code scanned'],
  'proof.signature': ['住户签名', 'signed by the household'],
} as const satisfies Record<string, readonly [string, string]>

/** Sentences of the console about teams and routes. */
export const visitWords = {
  'visits.teams': ['上门小队', 'Teams'],
  'visits.teamsText': [
    '几个人一队，按楼门、楼层排好路线；有电梯先上顶层，没电梯先走低层。',
    'A few people each, with a route by entrance and floor.',
  ],
  'visits.teamName': ['队名', 'Name of the team'],
  'visits.teamPeople': ['队员', 'Members'],
  'visits.makeTeam': ['组队', 'Make a team'],
  'visits.noPeople': [
    '还没有可以上门的人。先在“人员与角色”里添加采样员或志愿者。',
    'Nobody can visit yet. Add samplers or volunteers under “Staff and roles”.',
  ],
  'visits.plan': ['排路线，分给各队', 'Plan routes and share out'],
  'visits.waiting': ['{count} 户', '{count} doors'],
  'visits.byTags': ['按标签派上门', 'Visits by tags'],
  'visits.byTagsText': [
    '给所有带这些标签、还没采样的住户各派一次。',
    'One for each missing household with one of these tags.',
  ],
  'visits.tags': ['标签', 'Tags'],
  'visits.makeByTags': ['派上门', 'Make the visits'],
  'visits.madeByTags': ['新派 {made} 户，{already} 户已有任务', '{made} made; {already} had one already'],
  'visits.print': ['打印路线单', 'Print the routes'],
  'visits.route': ['路线', 'Route'],
  'visits.place': ['第 {place} 站', 'Stop {place}'],
  'visits.team': ['{name}', '{name}'],
  'visits.wish': ['希望 {from}–{until}', 'wishes {from}–{until}'],
  'visits.single': ['单人单管', 'one tube each'],
  'visits.sign': ['签名：', 'Signature:'],
  'visits.wishFrom': ['最早几点（可不填）', 'Not before (may be left out)'],
  'visits.wishUntil': ['最晚几点（可不填）', 'Not after (may be left out)'],
} as const satisfies Record<string, readonly [string, string]>

/** What the phone says to a team at a door. */
export const visitStaffWords = {
  visitPlace: ['第 {place} 站 · {team}', 'Stop {place} · {team}'],
  visitsRoute: ['我的路线', 'My route'],
  visitWish: ['希望 {from}–{until} 来', 'wishes {from}–{until}'],
  visitSingle: ['单人单管：一人一支管', 'One tube for each person'],
  visitCarried: [
    '手上最早的一管 {time} 封的，请在 4 小时内送到',
    'The oldest tube in hand was closed at {time}; deliver within 4 hours',
  ],
  visitProof: ['住户签名（可不填）', 'Signed by (may be left out)'],
  visitProofCode: ['扫住户码（可不填）', 'Household code (may be left out)'],
} as const satisfies Record<string, readonly [string, string]>
