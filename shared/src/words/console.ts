import { boxWords } from './boxes'
import { callingWords } from './calling'
import { deliveryWords } from './certificates'
import { codeWords } from './codes'
import { communityCodeWords } from './community-code'
import { contactPlanWords } from './contact-plan'
import { coverageWords } from './coverage'
import { helpedSlipWords } from './helping'
import { importWords } from './imports'
import { incidentWords } from './incidents'
import { loanWords } from './loans'
import { musterWords } from './muster'
import { paperWords } from './paper'
import { peopleWords } from './people'
import { resultWords } from './results'
import { roundPolicyWords } from './round-policy'
import { roundWords } from './rounds'
import { shiftWords } from './shifts'
import { slipSheetWords } from './slips'
import { staffWords } from './staff'
import { structureWords } from './structure'
import { visitWords } from './visits'
import { volunteerWords } from './volunteers'

/** The sentences of the console, Chinese first. Words of the domain itself are in `domain.ts`. */
export const consoleWords = {
  ...boxWords,
  ...codeWords,
  ...peopleWords,
  ...communityCodeWords,
  ...callingWords,
  ...coverageWords,
  ...contactPlanWords,
  ...roundPolicyWords,
  ...visitWords,
  ...volunteerWords,
  ...shiftWords,
  ...loanWords,
  ...musterWords,
  ...slipSheetWords,
  ...helpedSlipWords,
  ...paperWords,
  ...incidentWords,
  ...deliveryWords,
  ...structureWords,
  ...importWords,
  ...roundWords,
  ...resultWords,
  ...staffWords,
  brand: ['楼门管理台', 'Loumen console'],
  actions: ['操作', 'Actions'],
  again: ['再试一次', 'Try again'],
  all: ['全部', 'All'],
  cancel: ['取消', 'Cancel'],
  reason: ['原因', 'Reason'],
  reasonRule: ['请写明原因。', 'Please say why.'],
  signOut: ['退出登录', 'Sign out'],
  'language.other': ['Switch to English', '切换到中文'],
  legend: ['窗户的含义', 'What the windows mean'],

  'errors.unreachable': [
    '暂时连不上服务器，不知道刚才的操作有没有完成。点“再试一次”不会重复。',
    'The server cannot be reached, so it is not known whether this was done. Trying again will not do it twice.',
  ],
  'errors.unexpected': [
    '页面出了点问题，请刷新后再试。',
    'Something went wrong on this page. Please reload and try again.',
  ],

  'live.yes': ['实时', 'Live'],
  'live.connecting': ['正在连接', 'Connecting'],
  'live.since': ['未连接 · 最后更新 {time}', 'Not live · last update {time}'],

  'signIn.title': ['登录管理台', 'Sign in to the console'],
  'signIn.text': ['按楼门叫号，不排长队，不漏一人。', 'One entrance at a time: nobody queues long, nobody is missed.'],
  'signIn.login': ['登录名', 'Login name'],
  'signIn.loginRule': ['请填写登录名。', 'Please enter your login name.'],
  'signIn.password': ['密码', 'Password'],
  'signIn.passwordRule': ['请填写密码。', 'Please enter your password.'],
  'signIn.enter': ['登录', 'Sign in'],

  'password.title': ['设置新密码', 'Set a new password'],
  'password.text': [
    '初始密码别人也知道，请先换成只有您知道的密码，再开始工作。',
    'Somebody else knows your first password. Choose one that only you know before you start.',
  ],
  'password.current': ['现在的密码', 'Present password'],
  'password.next': ['新密码（至少 12 位）', 'New password (at least 12 characters)'],
  'password.repeat': ['再输一次新密码', 'New password again'],
  'password.rule': ['新密码至少 12 位，可以是一句话。', 'At least 12 characters; a sentence is fine.'],
  'password.differs': ['两次输入的新密码不一样。', 'The two new passwords differ.'],
  'password.set': ['保存新密码', 'Save the new password'],

  'permitted.title': ['这一页不在您的职责范围内', 'This page is not part of your role'],
  'permitted.text': ['需要时请联系社区书记或管理员。', 'Ask the community lead or an administrator if you need it.'],
  'missing.title': ['没有这一页', 'There is no such page'],
  'missing.text': ['地址可能不完整，或页面已改名。', 'The address may be incomplete, or the page has moved.'],
  'missing.home': ['回到总览', 'Back to the overview'],

  'home.none': ['从建立社区开始', 'Start with a community'],
  'home.noneText': [
    '先给社区起名，再导入花名册。之后就可以开放一轮采样。',
    'Name the community, then import its roster. After that you can open a round.',
  ],
  'home.nothing': ['还没有分配给您的社区', 'No community has been given to you yet'],
  'home.nothingText': ['请社区书记在“人员与角色”里给您分配角色。', 'Ask the community lead to give you a role.'],

  'community.switch': ['切换社区', 'Change community'],
  'community.create': ['建立社区', 'Create a community'],
  'community.createAnother': ['＋ 建立社区', '+ Create a community'],
  'community.createNote': ['第一步：名称。第二步：导入花名册。', 'First its name, then its roster.'],
  'community.createThen': ['建立，并导入花名册', 'Create it and import the roster'],
  'community.name': ['社区名称', 'Name of the community'],
  'community.nameExample': ['例如：通达尚城社区', 'For example: Tongda community'],
  'community.nameRule': ['请填写社区名称，最多 40 个字。', 'Please enter a name of at most 40 characters.'],

  'menu.title': ['菜单', 'Menu'],
  'menu.group.today': ['今天', 'Today'],
  'menu.group.people': ['居民', 'People'],
  'menu.group.site': ['现场', 'Site'],
  'menu.group.settings': ['设置', 'Settings'],
  'menu.overview': ['总览', 'Overview'],
  'menu.calling': ['叫号', 'Calling'],
  'menu.visits': ['上门', 'Visits'],
  'menu.results': ['结果', 'Results'],
  'menu.rounds': ['轮次', 'Rounds'],
  'menu.roster': ['花名册', 'Roster'],
  'menu.tubeClaims': ['样本待核', 'Samples to decide'],
  'menu.claims': ['住户认领', 'Household claims'],
  'menu.grids': ['网格', 'Grids'],
  'menu.code': ['入户二维码', 'Community code'],
  'menu.staff': ['人员与角色', 'Staff and roles'],

  'figures.expected': ['应检', 'Expected'],
  'figures.sampled': ['已采', 'Sampled'],
  'figures.missing': ['未采', 'Missing'],
  'figures.excused': ['未检有因', 'Excused'],
  'figures.inQueue': ['正在排队', 'In the queue'],
  'figures.lastHour': ['近一小时采样', 'Last hour'],
  'figures.rate': ['每台每小时 {rate} 人', '{rate} an hour per table'],
  'figures.noTable': ['没有开放的采样台', 'No table is open'],
  'overview.at': ['数据时间 {time}', 'As of {time}'],
  'street.none': ['没有符合条件的楼门', 'No entrance matches'],
  'street.noneText': ['请换一个网格或楼栋。', 'Choose another grid or building.'],
  'elevation.title': ['{label}，已采 {sampled} 人，应检 {expected} 人', '{label}: {sampled} of {expected} sampled'],
  'window.tip': [
    '{label} {door} · {state} · 应检 {expected}，已采 {sampled}，有因 {excused}',
    '{label} {door} · {state} · expected {expected}, sampled {sampled}, excused {excused}',
  ],
  'filter.grid': ['按网格', 'Grid'],
  'filter.building': ['按楼栋', 'Building'],
  'filter.entrance': ['按楼门', 'Entrance'],
  'filter.door': ['查户门，如 501', 'Door, such as 501'],

  'alarms.title': ['需要处理', 'Needs a person'],
  'alarms.none': ['现在没有需要处理的事。', 'Nothing needs you right now.'],
  'alarms.recall': ['{count} 个复采', 'Pools to re-sample: {count}'],
  'alarms.tubeClaims': ['{count} 份样本待核', 'Samples to decide: {count}'],
  'alarms.claims': ['{count} 个认领待核', 'Claims to decide: {count}'],
  'alarms.failedVisits': ['{count} 次上门未办成', 'Visits that failed: {count}'],
  'alarms.waitingResults': ['{count} 个结果没有对应的采样管', 'Results without a tube: {count}'],
  'alarms.toVerify': ['{count} 人证件待核实', 'Documents to verify: {count}'],

  'tables.title': ['采样台', 'Tables'],
  'tables.table': ['采样台', 'Table'],
  'tables.number': ['{number} 号台', 'Table {number}'],
  'tables.state': ['状态', 'State'],
  'tables.inTube': ['管中', 'In tube'],
  'tables.lastHour': ['近一小时', 'Last hour'],
  'tables.open': ['开放', 'Open'],
  'tables.close': ['关闭', 'Close'],

  'household.title': ['住户', 'Household'],
  'household.openPage': ['打开整页', 'Open as a page'],
  'household.entrance': ['楼门', 'Entrance'],
  'household.door': ['户门', 'Door'],
  'household.floor': ['{floor} 层', 'Floor {floor}'],
  'household.floorColumn': ['楼层', 'Floor'],
  'household.people': ['家庭成员（{count} 人）', 'People ({count})'],
  'household.peopleColumn': ['人数', 'People'],
  'household.tags': ['标签', 'Tags'],
  'household.rounds': ['各轮情况', 'In every round'],
  'household.person': ['姓名', 'Name'],
  'household.noRounds': ['还没有参加过任何一轮。', 'Not part of any round yet.'],
  'resident.name': ['姓名', 'Name'],
  'resident.document': ['证件号码', 'Document number'],
  'resident.phone': ['电话', 'Phone'],
  'resident.toVerify': ['待核实', 'To verify'],
  'resident.reveal': ['查看完整信息', 'Show everything'],
  'resident.revealTitle': ['查看证件号码和电话', 'Show document number and phone'],
  'resident.revealText': [
    '请写明原因。谁、何时、为什么查看，都会留下记录。',
    'Please say why. Who looked, when and why is kept on record.',
  ],
  'ticket.number': ['{number} 号', 'No. {number}'],
  'coverage.inQueue': ['正在排队', 'In the queue'],
  'coverage.said': ['登记：{answer}', 'Said: {answer}'],

  'roster.import': ['导入花名册', 'Import a roster'],
  'roster.none': ['还没有花名册', 'There is no roster yet'],
  'roster.noneText': [
    '导入楼门底册的表格后，这里会按楼门列出每一户。',
    'Import the spreadsheet of the entrances, and every household is listed here.',
  ],
  'roster.total': ['共 {count} 户', '{count} households'],

  'claims.note': [
    '居民申请查看自己的住户。核对无误再同意。',
    'Residents ask to see their household. Check before you grant.',
  ],
  'claims.none': ['没有待核的认领', 'No claims to decide'],
  'claims.noneText': [
    '居民登记的手机号与花名册不符时，会在这里等您核对。',
    'When a phone differs from the roster, the request waits for you here.',
  ],
  'claims.household': ['对应的住户', 'Household'],
  'claims.noMatch': ['姓名和证件号码与花名册都对不上', 'Name and number match no household'],
  'claims.at': ['申请时间', 'Asked at'],
  'claims.grant': ['同意', 'Grant'],
  'claims.refuse': ['不同意', 'Refuse'],

  'grids.note': ['网格是一名网格长负责的若干楼门。', 'A grid is a set of entrances under one grid leader.'],
  'grids.empty': ['没有楼门', 'No entrances'],
  'grids.draw': ['划一个网格', 'Draw a grid'],
  'grids.name': ['网格名称', 'Name of the grid'],
  'grids.nameExample': ['例如：第一网格', 'For example: Grid 1'],
  'grids.nameRule': ['请填写网格名称。', 'Please name the grid.'],
  'grids.entrances': ['选择楼门（选中后离开原来的网格）', 'Choose entrances (they leave their present grid)'],
  'grids.save': ['保存网格（{count} 个楼门）', 'Save the grid ({count} entrances)'],

  'tube.barcode': ['条码', 'Barcode'],
  'tube.state': ['状态', 'State'],
  'tube.people': ['人数', 'People'],
  'tube.closedAt': ['封管时间', 'Closed'],
  'tube.outcome': ['结果', 'Outcome'],
  'tube.noOutcome': ['未出结果', 'No outcome yet'],
  'tube.lab': ['检测机构', 'Laboratory'],
  'tube.testedAt': ['检测时间', 'Tested'],
  'tube.none': ['还没有采样管', 'No tubes yet'],
  'tube.correct': ['更正', 'Correct'],
  'tube.withdraw': ['扫错了人', 'Wrong person'],
  'withdraw.title': ['{barcode}：里面没有谁的样本？', '{barcode}: whose sample is not in it?'],
  'withdraw.note': [
    '这管已经装箱，样本拿不出来了。移出的人会收到通知、重新单采，出结果前看不到阴性；万一这管阳性，他也在复采之列。',
    'The tube is packed and the swab stays inside. Whoever is taken out is told, sampled again alone and sees no negative until then; if the pool is positive they are re-sampled with it.',
  ],
  'withdraw.who': ['是谁', 'Who'],
  'withdraw.whoHint': [
    '证件号码，或后四位加姓或门牌，如 4821 王、4821 501',
    'Document number, or last four with surname or door, such as 4821 501',
  ],
  'withdraw.whoRule': ['没有认出是谁', 'This does not say who'],
  'withdraw.save': ['移出，重新单采', 'Take out, sample again'],
  'withdraw.done': [
    '{barcode}：已移出，已通知本人并登记上门单采。',
    '{barcode}: taken out, told, and to be sampled singly by a visit.',
  ],
  'recall.none': ['没有需要复采的采样管', 'Nothing to re-sample'],
  'recall.noneText': [
    '结果为阳性、灰区或单靶标的管会列在这里，连同管里的每一个人。',
    'Pools that are positive, grey or single target are listed here with everybody in them.',
  ],
  'recall.title': ['{barcode} · {outcome}', '{barcode} · {outcome}'],
  'recall.since': ['{time} 起', 'since {time}'],
  'recall.people': ['{count} 人需要单独复采', '{count} people to re-sample singly'],

  'visits.note': ['在总览里点开一户，就能派人上门。', 'Open a household in the overview to send somebody.'],
  'visits.state': ['按状态', 'State'],
  'visits.none': ['还没有上门任务', 'No visits yet'],
  'visits.noneText': [
    '在总览里点开没有采样的窗，选择“派人上门”。',
    'Open a dark window in the overview and send somebody to the door.',
  ],
  'visits.noneHere': ['没有', 'None'],
  'visit.make': ['派人上门', 'Send somebody to the door'],
  'visit.kind': ['做什么', 'What for'],
  'visit.note': ['说明（可不填）', 'Note (optional)'],
  'visit.noteExample': ['例如：敲门重一点', 'For example: knock loudly'],
  'visit.send': ['派出', 'Send'],
  'visit.made': ['已派出：{kind}', 'Sent: {kind}'],
  'visit.line': ['{kind} · {sampled}/{people} 人已采', '{kind} · {sampled} of {people} sampled'],
  'visit.worker': ['{name} 负责', 'With {name}'],
  'visit.failure': ['未办成：{reason}', 'Failed: {reason}'],
} as const satisfies Record<string, readonly [string, string]>

export type ConsoleWord = keyof typeof consoleWords
