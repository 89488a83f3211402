import { coverageRefusals } from './coverage/refusals'
import { shiftRefusals } from './shifts/refusals'
import { sweepRefusals } from './sweeps/refusals'
import { visitRefusals } from './visits/refusals'
import { volunteerRefusals } from './volunteers/refusals'
import { type Language, say } from './words/language'

/**
 * Every reason for which the house may say no: its HTTP status and its sentence in both languages.
 * Sentences say what happened, what is safe and what to do next; `{placeholders}` come from the details.
 */
export const refusals = {
  ...coverageRefusals,
  ...sweepRefusals,
  ...visitRefusals,
  ...volunteerRefusals,
  ...shiftRefusals,
  internal: [
    500,
    '系统出了点问题，您的数据没有丢。请稍后再试。',
    'Something went wrong. Nothing is lost. Please try again shortly.',
  ],
  unavailable: [503, '系统正在启动，请稍等片刻再试。', 'The system is starting. Please try again in a moment.'],
  'input.invalid': [400, '有内容填写不正确，请检查：{fields}。', 'Please check: {fields}.'],
  'input.tooLarge': [413, '文件太大，最大 2 MB。', 'The file is too large; 2 MB at most.'],
  'route.unknown': [404, '没有这个地址。', 'There is no such address.'],
  notFound: [404, '没有找到，可能已被删除。', 'Not found; it may have been removed.'],
  'origin.foreign': [403, '请求来自其他网站，已拒绝。', 'The request came from another site and was refused.'],
  'operation.missing': [
    400,
    '缺少操作编号，请刷新页面再试。',
    'The operation id is missing. Please reload and try again.',
  ],
  'operation.different': [
    422,
    '同一操作编号的内容不同，请重新操作。',
    'This operation id was used for something else. Please start again.',
  ],
  'operation.settled': [409, '这条记录已经有人处理过了。', 'Somebody has dealt with this record already.'],
  'operation.running': [409, '这个操作正在处理，请稍等。', 'This operation is still running. Please wait.'],
  'rate.limited': [
    429,
    '操作太频繁，请 {seconds} 秒后再试。',
    'Too many attempts. Please try again in {seconds} seconds.',
  ],

  'auth.required': [401, '请先登录。', 'Please sign in.'],
  'auth.forbidden': [
    403,
    '您没有这项权限。需要时请联系社区。',
    'You are not allowed to do this. Ask the community if you need to.',
  ],
  'auth.wrong': [401, '账号或密码不对。', 'The account or password is wrong.'],
  'auth.codeWrong': [
    401,
    '验证码不对或已过期，请重新获取。',
    'The code is wrong or has expired. Please get a new one.',
  ],
  'auth.noSender': [
    503,
    '这里还没有接通短信，请找社区工作人员登记。',
    'Text messages are not set up here. Please ask community staff to register you.',
  ],
  'auth.notSent': [
    503,
    '验证码没有发出去，请稍后再试，或找社区工作人员登记。',
    'The code could not be sent. Please try again shortly, or ask community staff.',
  ],
  'wechat.off': [
    503,
    '这里还没有接通微信登录，请用手机号登录。',
    'Signing in by WeChat is not set up here. Please sign in with your phone number.',
  ],
  'wechat.away': [
    503,
    '微信暂时没有回应，请稍后再试，或用手机号登录。',
    'WeChat does not answer just now. Please try again shortly, or sign in with your phone number.',
  ],
  'wechat.code': [401, '微信登录已过期，请再点一次。', 'The WeChat sign-in has expired. Please tap again.'],
  'wechat.phone': [
    401,
    '没有拿到微信的手机号，请再点一次，或自己填写手机号。',
    'WeChat did not give the phone number. Please tap again, or type your number.',
  ],
  'wechat.blocked': [
    403,
    '微信暂时限制了这个账号，请用手机号登录。',
    'WeChat holds this account back for now. Please sign in with your phone number.',
  ],
  'auth.passwordWeak': [
    400,
    '密码至少 12 位，且不能太常见。',
    'The password needs at least 12 characters and must not be a common one.',
  ],
  'auth.passwordMustChange': [403, '请先设置新密码。', 'Please set a new password first.'],
  'account.loginTaken': [409, '这个登录名已被使用。', 'This login name is taken.'],
  'account.roleTooWide': [403, '不能授予超出自己范围的角色。', 'You cannot grant a role beyond your own scope.'],

  'community.nameTaken': [409, '已有同名社区。', 'There is already a community of this name.'],
  'entrance.nameTaken': [409, '已经有同名的楼门或小组。', 'There is already an entrance or group of this name.'],
  'entrance.noName': [
    400,
    '请填写小区、楼栋、单元中的至少一项。',
    'Give at least the estate, the building or the name.',
  ],
  'entrance.changed': [
    409,
    '这个楼门刚刚被别人改过，请看最新的内容再改。',
    'Somebody has just changed this entrance. Look at it again, then change it.',
  ],
  'entrance.notEmpty': [
    409,
    '这个楼门里还有 {count} 户，不能删除。请先把他们移到别处。',
    'There are {count} households here. Move them elsewhere first.',
  ],
  'grid.hasLeader': [
    409,
    '还有 {count} 人负责这个网格。请先给他们安排别的网格。',
    '{count} people still answer for this grid. Give them another one first.',
  ],
  'roster.notARoster': [
    400,
    '这个文件看不出是花名册：没有找到姓名和住址两列。',
    'This file is not a roster: no columns for name and address were found.',
  ],
  'roster.unreadable': [400, '文件打不开：{reason}', 'The file cannot be read: {reason}'],
  'import.state': [409, '这次导入已经{state}，请重新上传。', 'This import is already {state}. Please upload again.'],
  'import.stale': [
    409,
    '预览之后花名册又有改动，请重新预览。',
    'The roster has changed since the preview. Please preview again.',
  ],
  'import.columns': [
    400,
    '还缺一列：要有姓名，再加上证件号码或住址中的一样。',
    'A column is missing: a name is needed, and a document number or an address beside it.',
  ],
  'import.notLast': [
    409,
    '只能撤销最近一次导入。请先撤销后面的导入。',
    'Only the last import can be undone. Undo the later ones first.',
  ],
  'import.changedSince': [
    409,
    '导入之后又有 {count} 户（人）被改过，撤销会丢掉这些改动，所以不能撤销。',
    '{count} people or households were changed after this import; undoing it would lose that, so it cannot be undone.',
  ],
  'import.inRound': [
    409,
    '这次导入的人里有 {count} 位已经领到采样号，不能撤销。',
    '{count} people of this import have tickets in a round already, so it cannot be undone.',
  ],
  'import.gone': [404, '这个文件已不再保存，请重新上传。', 'The file is no longer kept. Please upload it again.'],
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
  'application.state': [409, '这份登记已经处理过了。', 'This application has already been decided.'],
  'application.tooMany': [
    429,
    '您有 {count} 份登记还在等答复，请等处理后再登记别人。',
    '{count} of your applications still wait for an answer. Please wait before you add more.',
  ],
  'application.unknown': [
    404,
    '没有找到这个登记码。请核对，或直接按现场登记处理。',
    'No application has this code. Check it, or register the person at the desk.',
  ],
  'application.place': [
    400,
    '请选择楼门并填写门牌，或写明住在哪里。',
    'Choose the entrance and give the door, or write where it is.',
  ],
  'group.noMembers': [
    409,
    '这里按户登记，不按人进出。请在花名册里修改。',
    'People are kept by household here. Change it in the roster.',
  ],
  'member.left': [409, '这个人已经离开了。', 'This person has left already.'],
  'household.roommate': [
    403,
    '这是多人合住的房间，您只能为自己填写。',
    'Several people share this room. You can only answer for yourself.',
  ],
  'claim.state': [409, '这个申请已经处理过了。', 'This request has already been decided.'],

  'round.state': [409, '这一轮现在不能这样做（{state}）。', 'This cannot be done while the round is {state}.'],
  'round.running': [409, '这个社区已有一轮正在进行。', 'This community already has a round under way.'],
  'round.noHouseholds': [409, '还没有花名册，请先导入。', 'There is no roster yet. Please import one first.'],
  'round.entrancesUnknown': [
    400,
    '叫号顺序里有不属于本社区的楼门。',
    'The call order names an entrance of another community.',
  ],
  'table.state': [409, '采样台现在是{state}，不能这样做。', 'This cannot be done while the table is {state}.'],
  'site.noOpenTable': [409, '请先开放一个采样台，再放行楼门。', 'Open a table before you grant an entrance.'],

  'plan.notAPicture': [
    400,
    '这个文件不是能用的图片。请上传 PNG、JPG 或 WebP。',
    'This file is no picture that can be used. Please upload a PNG, JPG or WebP.',
  ],
  'plan.tooNear': [400, '两个点太近，请选远一些的两点。', 'The two points are too near. Choose points further apart.'],
  'post.changed': [
    409,
    '这个岗位刚刚被别人改过，请看最新的内容再改。',
    'Somebody has just changed this post. Look at it again, then change it.',
  ],
  'post.times': [400, '岗位的结束时间要晚于开始时间。', 'A post has to end after it begins.'],
  'ticket.cancelled': [409, '这张号已取消。', 'This ticket was cancelled.'],
  'site.paused': [409, '采样点已暂停，恢复后再叫号。', 'The site is paused. Call again once it goes on.'],
  'site.notPaused': [409, '采样点没有暂停。', 'The site is not paused.'],
  'call.floorsCalled': [
    409,
    '这些人已经叫过了，请看最新的名单。',
    'These people have been called already. Look at the latest list.',
  ],
  'call.outsideHours': [
    409,
    '{entrance}约定的叫号时间是 {hours}。现在叫号，他们可能来不了。',
    '{entrance} has agreed to be called at {hours}. Called now, its people may not be able to come.',
  ],
  'call.notCalled': [
    409,
    '还没有叫到您家，请在家等候。',
    'Your household has not been called yet. Please wait at home.',
  ],
  'call.live': [409, '这个楼门已经{state}。', 'This entrance is already {state}.'],
  'call.state': [409, '这个楼门现在是{state}，不能这样做。', 'This cannot be done while the entrance is {state}.'],

  'scan.unreadable': [
    400,
    '没有认出这个码。请重扫，或输入证件号码。',
    'This code was not recognised. Scan again or type the document number.',
  ],
  'scan.unknown': [
    404,
    '这一轮没有这个人。请核对证件号码；仍找不到时，请联系社区。',
    'Nobody of this round matches. Check the document.',
  ],
  'scan.ambiguous': [
    409,
    '有多位居民符合，请用证件号码核对。',
    'Several people match. Please use the document number.',
  ],
  'scan.otherRound': [409, '这是另一轮的号。', 'This ticket belongs to another round.'],
  'scan.forged': [
    400,
    '这张号的签名不对，请查看本人证件。',
    'The signature of this ticket is wrong. Please check the document.',
  ],
  'slip.replaced': [
    409,
    '{entrance} {number} 号的号条已经换过，这一张不能再用。请收回它，用证件核对本人。',
    'Slip {number} of {entrance} was replaced; this one is no longer valid. Keep it and check the person’s document.',
  ],
  'slip.unbound': [
    409,
    '这张空白号条还没有登记是谁的。到采样点扫过码以后，再来打开。',
    'Nobody is entered on this blank slip yet. Open it after its first scan at the site.',
  ],
  'slip.taken': [
    409,
    '{entrance} {number} 号的号条已经是另一位居民的了，请给这位居民换一张。',
    'Slip {number} of {entrance} belongs to somebody else. Please give this person another one.',
  ],
  'slip.otherEntrance': [
    409,
    '这是 {entrance} 的号条，这位居民不住那里。请收回号条，直接扫证件入场。',
    'This slip is for {entrance}, where this person does not live. Keep it and scan the document instead.',
  ],
  'person.next': [
    409,
    '{entrance}马上就到。请在入口外等候，叫到后再来。',
    '{entrance} is next. Please wait outside the entrance and come when it is called.',
  ],
  'person.notCalled': [
    409,
    '{entrance}还没叫到，前面还有 {ahead} 个楼门，约 {from}–{to} 分钟。请先回家等候，叫到会通知。',
    '{entrance} has not been called yet: {ahead} entrances before it, about {from}–{to} minutes. Please wait at home; you will be told.',
  ],
  'person.notCalledYet': [
    409,
    '{entrance}还没叫到，前面还有 {ahead} 个楼门。请先回家等候，叫到会通知。',
    '{entrance} has not been called yet: {ahead} entrances before it. Please wait at home; you will be told.',
  ],
  'person.inTube': [409, '已在采样管 {barcode} 中（第 {place} 位）。', 'Already in tube {barcode} (place {place}).'],
  'person.doorOnly': [
    409,
    '这位居民由上门队采样，请回家等候。',
    'This person is sampled at the door. Please go home and wait.',
  ],
  'person.otherLane': [
    409,
    '这支采样管是{lane}用的。单独通道的居民不与其他人混采，请换一支管。',
    'This tube is for the {lane}. People of the separate lane are never pooled with others; please use another tube.',
  ],
  'person.frozen': [
    409,
    '这位居民需要单独复采，请引导到隔离区。',
    'This person must be re-sampled singly. Please lead them to the isolation area.',
  ],
  'person.deferred': [
    409,
    '现在还不能采：{why}。请 {minutes} 分钟后再来，不用重新排队。',
    'Not yet: {why}. Please come back in {minutes} minutes; there is no need to queue again.',
  ],
  'person.vaccinated': [
    409,
    '接种疫苗未满 48 小时，先不采样。请回家，{minutes} 分钟后再采。',
    'Vaccinated less than 48 hours ago: no swab yet. Please go home; it can be done in {minutes} minutes.',
  ],
  'person.single': [
    409,
    '本轮规定这位居民单人单管，请扫一支单采管。',
    'This round samples this person alone. Please scan a single tube.',
  ],
  'person.voucherNeeded': [
    409,
    '没有带证件：请楼长、监护人或志愿者报上姓名作证，就可以采样。',
    'Without a document: a captain, guardian or volunteer gives their name as witness, then the person is sampled.',
  ],
  'person.notInTube': [409, '这位居民不在这支采样管里。', 'This person is not in this tube.'],
  'tube.full': [
    409,
    '这支采样管已满 {capacity} 人，请换一支新管。',
    'This tube already holds {capacity} people. Please open a new one.',
  ],
  'tube.otherHousehold': [
    409,
    '本轮一户一管：这支管已给别家用，请封管后换一支。',
    'One household, one tube in this round: this tube is another household’s. Close it and take a new one.',
  ],
  'tube.lastPerson': [
    409,
    '这是管里最后一位，移走就空了。请把这支管作废。',
    'This is the only person in the tube. Please void the tube instead.',
  ],
  'tube.state': [409, '这支采样管现在是{state}，不能这样做。', 'This cannot be done while the tube is {state}.'],
  'tube.unknown': [404, '系统里没有采样管 {barcode}，请核对条码。', 'No tube {barcode} is known. Check the code.'],
  'tube.inBox': [409, '采样管 {barcode} 已在转运箱 {box} 里。', 'Tube {barcode} is in box {box} already.'],
  'tube.otherTable': [
    409,
    '条码 {barcode} 是 {table} 号台领的，确定要在这里用吗？',
    'Code {barcode} was given to table {table}. Use it here all the same?',
  ],
  'tube.outsideRange': [
    409,
    '条码 {barcode} 不在本台领取的号段里，确定要用吗？',
    'Code {barcode} is not one of this table’s. Use it all the same?',
  ],
  'range.invalid': [
    400,
    '号段的首尾要是同一种条码，且首号不大于尾号。',
    'Both ends must be codes of one series, the first not above the last.',
  ],
  'range.overlaps': [409, '这个号段和 {table} 号台的重叠。', 'This range overlaps with that of table {table}.'],
  'box.codeUsed': [409, '箱号 {code} 已经用过，请换一个。', 'Box code {code} has been used. Take another box.'],
  'box.sealUsed': [409, '封签号 {number} 已经用过，请核对。', 'Seal number {number} has been used. Check the seal.'],
  'box.unknown': [404, '没有找到箱号 {code}，请核对。', 'No box {code} is known. Check the label.'],
  'box.state': [409, '转运箱现在是{state}，不能这样做。', 'This cannot be done while the box is {state}.'],
  'box.empty': [409, '空箱不用封。', 'An empty box need not be sealed.'],
  'box.differs': [
    409,
    '系统里是 {packed} 支，手上是 {counted} 支。请逐支记下差在哪里，写明后就可以封箱。',
    'The record has {packed} tubes, {counted} are in hand. Name each difference; then the box can be sealed.',
  ],
  'tube.barcodeUsed': [
    409,
    '条码 {barcode} 已用过，请换一支管。',
    'Barcode {barcode} has been used. Take another tube.',
  ],
  'tube.tableBusy': [
    409,
    '这个采样台还有一支未满的管 {barcode}，请先用完或封管。',
    'This table still has tube {barcode} open. Fill or close it first.',
  ],
  'tube.countDiffers': [
    409,
    '人数对不上：系统里是 {count} 人。请核对后再确认。',
    'The count differs: the system has {count}. Please check and confirm again.',
  ],
  'tube.empty': [409, '空管不能封，请作废或先扫人。', 'An empty tube cannot be closed. Scan people or void it.'],

  'upload.unreadable': [400, '结果文件看不懂：{reason}', 'The results file cannot be read: {reason}'],
  'recall.closed': [409, '这次复采已经结束。', 'This re-sampling has been closed.'],
  'recall.open': [409, '复采还没有结束，结束后才能解除。', 'The re-sampling is still open. Close it first.'],
  'recall.free': [409, '这一户已经解除，或者不在这次复采里。', 'This household is free already, or not part of this.'],
  'recall.waiting': [
    409,
    '还有 {count} 人的单采结果没有出齐，暂时不能结束。',
    'The single results of {count} people are not all in yet, so this cannot be closed.',
  ],
  'recall.disagree': [
    409,
    '有 {count} 人的单采结果不一致，请再采一次；结果一致后才能结束。',
    'The single results of {count} people disagree. Sample them again; it can be closed once they agree.',
  ],
  'recall.samples': [
    409,
    '这一轮规定每人单采 {count} 份，分别送不同的检测机构。',
    'This round wants single samples of each person for different laboratories: {count}.',
  ],
  'certificate.none': [409, '现在没有可以出具的结果单。', 'There is no certificate for this person now.'],
  'delivery.consent': [
    409,
    '请志愿者转交要先征得本人同意。',
    'A volunteer may bring it only when the person has consented.',
  ],
  'alert.answered': [409, '已经有人确认过了。', 'Somebody has acknowledged this already.'],
  'visit.state': [409, '这次上门现在是{state}，不能这样做。', 'This cannot be done while the visit is {state}.'],
  'visit.peopleElsewhere': [409, '有人不属于这一户。', 'Somebody does not belong to this household.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>

export type RefusalCode = keyof typeof refusals

/** A reason for no, thrown by commands and answered by the one error path. */
export class Refused extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
  }
}

/** The sentence of a refusal for a person. */
export function refusalText(language: Language, code: RefusalCode, details: Record<string, unknown> = {}) {
  const [, zh, en] = refusals[code] ?? refusals.internal
  return say({ [code]: [zh, en] }, language, code, details)
}
