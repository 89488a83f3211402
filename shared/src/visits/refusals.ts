/** Why something about a visit or its team is refused. */
export const visitRefusals = {
  'visit.otherTeam': [
    409,
    '这次上门分给了{team}，请他们去，或请网格长改派。',
    'This visit was given to {team}. Let them go, or ask the grid leader.',
  ],
  'visit.singleTube': [
    409,
    '居家隔离或带码的人要单人单管，请一人一管。',
    'People in isolation or with a code get a tube each. Take one person at a time.',
  ],
  'visit.noPooling': [409, '本轮一户一管，不能几户合用一支管。', 'In this round a tube is for one household only.'],
  'visit.tubeOpen': [
    409,
    '手上还有一支没封的管（{barcode}），请先用完或封好。',
    'You still carry an open tube ({barcode}). Use it or close it first.',
  ],
  'visit.whyMissing': [400, '请写明是什么原因。', 'Please say why.'],
  'visit.proofWrong': [409, '这个码不是这一户的。', 'This is not the code of this household.'],
  'visit.unsigned': [409, '这次上门没有签名。', 'Nobody signed for this visit.'],
  'visit.wishWrong': [400, '时间先后不对，请检查。', 'The times are the wrong way round. Please check them.'],
  'team.nobody': [400, '队里有人在这里没有上门的权限。', 'Somebody of the team may not visit here.'],
  'team.nameTaken': [409, '已有同名小队。', 'There is already a team of this name.'],
  'visit.state': [409, '这次上门现在是{state}，不能这样做。', 'This cannot be done while the visit is {state}.'],
  'visit.peopleElsewhere': [409, '有人不属于这一户。', 'Somebody does not belong to this household.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
