/** Why the house may say no in this domain; see `refusals`. */
export const rosterRefusals = {
  'roster.notARoster': [
    400,
    '这个文件看不出是花名册：没有找到姓名和住址两列。',
    'This file is not a roster: no columns for name and address were found.',
  ],
  'roster.unreadable': [400, '文件打不开：{reason}', 'The file cannot be read: {reason}'],
  'household.frozen': [
    409,
    '这一户在复采名单中，请原地等候复采人员上门。',
    'This household is being re-sampled. Please stay where you are; a team is on its way.',
  ],
  'claim.who': [
    400,
    '还不知道这是谁，请先核对证件号码，或后四位加门牌。',
    'Nobody knows yet who this is. Enter the document number, or the last four digits and the door.',
  ],
  'roster.stale': [
    409,
    '刚刚有人改过这里，您的改动还没有保存。请核对最新内容后再保存。',
    'Somebody has just changed this. Yours is not saved yet: check the latest and save again.',
  ],
  'roster.reasonNeeded': [
    400,
    '导出完整名单要写明用途，会留下记录。',
    'Say what the full list is for; it stays in the audit.',
  ],
  'resident.documentUnreadable': [
    400,
    '这里没有看到证件号码，请重新填写。',
    'No document number was found here. Please enter it again.',
  ],
  'resident.documentReason': [
    400,
    '其他证件请写明原因，例如“已看原件”。',
    'Please say why another kind of document is taken, such as “original seen”.',
  ],
  'resident.phoneWrong': [400, '电话号码不对，请检查。', 'The phone number is wrong. Please check it.'],
  'resident.birthDateWrong': [400, '日期不对：不能晚于今天。', 'The date is wrong: it cannot be later than today.'],
  'resident.noDocument': [
    400,
    '没有证件的人，请写明由楼长还是监护人担保，之后再补证件。',
    'Without a document, say whether a captain or a guardian vouches; the document can follow.',
  ],
  'resident.guardianElsewhere': [
    400,
    '监护人要选同一户的人，或另填姓名。',
    'Choose a guardian of the same household, or enter a name.',
  ],
  'merge.inTube': [
    409,
    '要合并掉的这条已经在采样管里。请保留它，把另一条并进来。',
    'The entry that would go is in a tube. Keep that one and join the other into it.',
  ],
  'merge.inTubes': [
    409,
    '两条都已进了采样管，等这一轮结束再合并。',
    'Both entries are in tubes. Join them after this round has ended.',
  ],
  'merge.inVisit': [
    409,
    '要合并掉的这条还有上门任务，请先处理完。',
    'The entry that would go has a visit that is not done yet.',
  ],
  'merge.state': [409, '这次合并已经撤销过了。', 'This join has already been taken back.'],
  'merge.changedSince': [
    409,
    '合并之后这个人又被改过，撤销会丢掉改动，所以不能撤销。',
    'The person was changed after the join; taking it back would lose that.',
  ],
  'merge.notTwo': [
    400,
    '要合并的两条须是同一社区在住的两个人。',
    'Two entries of people who live in the same community are needed.',
  ],
  'household.roommate': [
    403,
    '这是多人合住的房间，您只能为自己填写。',
    'Several people share this room. You can only answer for yourself.',
  ],
  'claim.state': [409, '这个申请已经处理过了。', 'This request has already been decided.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
