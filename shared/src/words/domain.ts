import { admissionDomainWords } from './admissions'
import { callingDomainWords } from './calling'
import { coverageDomainWords } from './coverage'
import { incidentDomainWords } from './incidents'
import { type Language, say } from './language'
import { peopleDomainWords } from './people'
import { structureDomainWords } from './structure'
import { sweepDomainWords } from './sweeps'
import { visitDomainWords } from './visits'

/**
 * The words of the domain shared by all screens, by `<kind>.<value>`: states, reasons, roles, tags, outcomes.
 * States of people and windows are said without judgement.
 */
export const domainWords = {
  ...callingDomainWords,
  ...peopleDomainWords,
  ...coverageDomainWords,
  ...sweepDomainWords,
  ...incidentDomainWords,
  ...visitDomainWords,
  ...admissionDomainWords,
  'role.resident': ['居民', 'Resident'],
  'role.captain': ['楼长', 'Captain'],
  'role.volunteer': ['志愿者', 'Volunteer'],
  'role.registrar': ['信息录入员', 'Registrar'],
  'role.sampler': ['采样员', 'Sampler'],
  'role.siteKeeper': ['信息维护员', 'Site keeper'],
  'role.courier': ['转运员', 'Courier'],
  'role.lab': ['检测机构', 'Laboratory'],
  'role.communityLead': ['社区书记', 'Community lead'],
  'role.gridLeader': ['网格长', 'Grid leader'],
  'role.siteLead': ['采样点负责人', 'Site lead'],
  'role.district': ['街道/区指挥部', 'District'],
  'role.admin': ['管理员', 'Administrator'],

  'round.draft': ['草稿', 'draft'],
  'round.open': ['已开放', 'open'],
  'round.running': ['进行中', 'under way'],
  'round.makeUp': ['补检中', 'make-up'],
  'round.closed': ['已结束', 'closed'],
  'round.sealed': ['已封存', 'sealed'],
  'round.purged': ['已清除', 'purged'],

  'lane.ordinary': ['普通通道', 'ordinary lane'],
  'lane.separate': ['单独通道', 'separate lane'],

  'table.open': ['已开放', 'open'],
  'table.closed': ['未开放', 'closed'],

  'call.granted': ['已放行', 'granted'],
  'call.called': ['已叫号', 'called'],
  'call.cleared': ['已完成', 'done'],
  'call.withdrawn': ['已撤回', 'taken back'],

  'unit.waiting': ['等候', 'waiting'],
  'unit.next': ['下一个', 'next'],
  'unit.called': ['正在下楼', 'called'],
  'unit.cleared': ['已完成', 'done'],

  'tube.open': ['使用中', 'open'],
  'tube.closed': ['已封管', 'closed'],
  'tube.boxed': ['已装箱', 'boxed'],
  'tube.received': ['实验室已收', 'received'],
  'tube.resulted': ['已出结果', 'resulted'],
  'tube.void': ['已作废', 'void'],

  'box.open': ['装箱中', 'open'],
  'box.sealed': ['已封箱', 'sealed'],
  'box.inTransit': ['转运中', 'on its way'],
  'box.received': ['实验室已收', 'received'],
  'difference.missing': ['少一支', 'missing'],
  'difference.extra': ['多一支', 'extra'],
  'difference.broken': ['破损', 'broken'],
  'overdue.noBox': ['封管一小时还没装箱', 'closed an hour ago, not in a box'],
  'overdue.noReceipt': ['四小时还没送到实验室', 'not at the laboratory within four hours'],
  'overdue.noResult': ['六小时还没出结果', 'no result within six hours'],
  'overdue.doubtful': ['数量对不上，待查', 'counts differ, to be looked for'],

  'visit.open': ['待上门', 'to do'],
  'visit.underWay': ['上门中', 'under way'],
  'visit.done': ['已完成', 'done'],
  'visit.failed': ['未办成', 'failed'],
  'visitKind.sampling': ['上门采样', 'Sampling at the door'],
  'visitKind.reminder': ['上门提醒', 'Reminder'],
  'visitKind.help': ['上门帮助', 'Help'],

  'import.reading': ['正在读取', 'being read'],
  'import.ready': ['待确认', 'ready'],
  'import.applying': ['正在写入', 'being written'],
  'import.applied': ['已写入', 'applied'],
  'import.failed': ['没有成功', 'failed'],
  'sex.male': ['男', 'male'],
  'sex.female': ['女', 'female'],
  'import.undone': ['已撤销', 'undone'],
  'import.abandoned': ['已放弃', 'abandoned'],

  'claim.granted': ['已同意', 'granted'],
  'claim.waiting': ['待核', 'waiting'],
  'claim.refused': ['未同意', 'refused'],

  'recall.open': ['复采中', 'open'],
  'recall.closed': ['已结束', 'closed'],

  'window.waiting': ['等候', 'waiting'],
  'window.called': ['已叫号', 'called'],
  'window.half': ['部分已采', 'some sampled'],
  'window.lit': ['全部已采', 'all sampled'],
  'window.curtain': ['未检有因', 'excused'],
  'window.bell': ['需要帮助', 'needs help'],
  'window.frozen': ['复采中，原地等候', 'being re-sampled'],

  'standing.sampled': ['已采样', 'sampled'],
  'standing.excused': ['未检有因', 'excused'],
  'standing.missing': ['未采样', 'missing'],

  'answer.coming': ['会来', 'coming'],
  'answer.needsDoor': ['需要上门', 'needs sampling at the door'],
  'answer.excused': ['来不了', 'cannot come'],

  'excuse.away': ['外出未归', 'away'],
  'excuse.inHospital': ['住院', 'in hospital'],
  'excuse.sampledElsewhere': ['已在别处采样', 'sampled elsewhere'],
  'excuse.isolated': ['隔离中', 'isolated'],
  'excuse.medical': ['身体原因', 'medical reason'],
  'excuse.leftCommunity': ['已搬离', 'moved away'],

  'progress.waiting': ['请在家等候', 'Please wait at home'],
  'progress.next': ['请准备', 'Get ready'],
  'progress.called': ['请现在下楼', 'Please come down now'],
  'progress.admitted': ['已核验，请排队', 'Checked in, please queue'],
  'progress.sampled': ['已采样', 'Sampled'],
  'progress.excused': ['本轮不用来', 'Excused from this round'],
  'progress.door': ['等候上门采样', 'We will come to your door'],
  'progress.resampling': ['请在家等候复采', 'Please stay at home for re-sampling'],

  'result.none': ['尚未采样', 'Not sampled yet'],
  'result.pending': ['检测中', 'In the laboratory'],
  'result.negative': ['阴性', 'Negative'],
  'result.positive': ['阳性', 'Positive'],
  'result.resampling': ['需要复采', 'To be re-sampled'],
  'result.again': ['需要重新采样', 'To be sampled again'],

  'outcome.negative': ['阴性', 'negative'],
  'outcome.positive': ['阳性', 'positive'],
  'outcome.grey': ['灰区', 'grey'],
  'outcome.singleTarget': ['单靶标', 'single target'],
  'outcome.insufficient': ['标本不足或无效', 'insufficient or inhibited'],

  'removal.failedSwab': ['没有采成', 'The swab failed'],
  'removal.walkedOff': ['人走开了', 'Walked off'],
  'removal.wrongTube': ['扫错了管', 'Wrong tube'],
  'removal.wrongPerson': ['扫错了人', 'Wrong person'],

  'obstacle.inTube': ['已在采样管中', 'already in a tube'],
  'obstacle.cancelled': ['号已取消', 'ticket cancelled'],

  'tag.elderlyAlone': ['独居老人', 'lives alone, elderly'],
  'tag.elderly': ['高龄', 'elderly'],
  'tag.bedridden': ['卧床', 'bedridden'],
  'tag.wheelchair': ['坐轮椅', 'wheelchair'],
  'tag.limitedMobility': ['行动不便', 'limited mobility'],
  'tag.disabled': ['残疾', 'disabled'],
  'tag.infant': ['婴幼儿', 'infant'],
  'tag.childAlone': ['儿童无人看护', 'child alone'],
  'tag.pregnant': ['孕妇', 'pregnant'],
  'tag.hearing': ['听力不便', 'hard of hearing'],
  'tag.sight': ['视力不便', 'low vision'],
  'tag.mental': ['需要陪护', 'needs company'],
  'tag.yellowCode': ['黄码', 'yellow code'],
  'tag.redCode': ['红码', 'red code'],
  'tag.homeHealthWatch': ['居家监测', 'home health watch'],
  'tag.anticoagulants': ['服抗凝药', 'takes anticoagulants'],
  'tag.throatDisease': ['咽喉疾病', 'throat disease'],
  'tag.dialysis': ['透析', 'dialysis'],
  'tag.vaccinated': ['刚接种疫苗', 'just vaccinated'],
  'tag.doorToDoor': ['上门采样', 'sampled at the door'],
  'tag.tellAhead': ['提前通知', 'tell ahead'],
  'tag.away': ['外出', 'away'],
  'tag.inHospital': ['住院', 'in hospital'],
  'tag.oldAndYoung': ['一老一小', 'one old, one young'],
  'tag.together': ['一起采样', 'come together'],
  ...structureDomainWords,
} as const satisfies Record<string, readonly [string, string]>

export type DomainWord = keyof typeof domainWords

const isDomainWord = (key: string): key is DomainWord => key in domainWords

/** Says a value of a kind ("tag", "deaf"); a value without a word is said as it is. */
export function domainWord(language: Language, kind: string, value: string): string {
  const key = `${kind}.${value}`
  return isDomainWord(key) ? say(domainWords, language, key) : value
}
