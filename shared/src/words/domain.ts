import type { CallState, UnitState } from '../calls/schema'
import type { WindowState } from '../look/elevation'
import type { Outcome } from '../results/schema'
import type { Role } from '../roles'
import type { RoundState, TableState } from '../rounds/schema'
import type { ExcuseReason, OwnResult, Progress } from '../tickets/schema'
import type { RemovalReason, TubeState } from '../tubes/schema'
import type { VisitKind, VisitState } from '../visits/schema'

type Words<K extends string> = Readonly<Record<K, readonly [zh: string, en: string]>>

/** The words of the domain that every screen shares: `say(unitStateWords, language, 'called')`. */
export const unitStateWords: Words<UnitState> = {
  waiting: ['等候', 'waiting'],
  next: ['准备', 'next'],
  called: ['正在叫号', 'called'],
  cleared: ['已完成', 'done'],
}

export const callStateWords: Words<CallState> = {
  granted: ['已放行', 'granted'],
  called: ['已叫号', 'called'],
  cleared: ['已完成', 'done'],
  withdrawn: ['已撤回', 'withdrawn'],
}

export const roundStateWords: Words<RoundState> = {
  draft: ['草稿', 'a draft'],
  open: ['已开启', 'open'],
  running: ['进行中', 'running'],
  makeUp: ['补检中', 'in make-up'],
  closed: ['已结束', 'closed'],
  sealed: ['已封存', 'sealed'],
  purged: ['已清除', 'purged'],
}

export const tableStateWords: Words<TableState> = { open: ['开放', 'open'], closed: ['关闭', 'closed'] }

export const tubeStateWords: Words<TubeState> = {
  open: ['未封管', 'open'],
  closed: ['已封管', 'closed'],
  boxed: ['已装箱', 'boxed'],
  received: ['已送达', 'at the lab'],
  resulted: ['已出结果', 'resulted'],
  void: ['已作废', 'void'],
}

export const visitStateWords: Words<VisitState> = {
  open: ['待上门', 'open'],
  underWay: ['上门中', 'under way'],
  done: ['已完成', 'done'],
  failed: ['未成功', 'failed'],
}

export const visitKindWords: Words<VisitKind> = {
  sampling: ['上门采样', 'sampling'],
  reminder: ['敲门提醒', 'reminder'],
  help: ['需要帮助', 'help'],
}

export const answerWords: Words<'coming' | 'needsDoor' | 'excused'> = {
  coming: ['来采样', 'coming'],
  needsDoor: ['下不了楼，请上门', 'needs sampling at the door'],
  excused: ['来不了', 'cannot come'],
}

export const excuseWords: Words<ExcuseReason> = {
  away: ['外出', 'away'],
  inHospital: ['住院', 'in hospital'],
  sampledElsewhere: ['已在别处采样', 'sampled elsewhere'],
  isolated: ['在集中隔离', 'in isolation'],
  medical: ['身体原因不宜采样', 'medical reason'],
  leftCommunity: ['已搬走', 'moved away'],
}

export const progressWords: Words<Progress> = {
  waiting: ['等候叫号', 'waiting'],
  next: ['请准备', 'next'],
  called: ['请下楼', 'come down'],
  admitted: ['已核验，排队采样', 'in the queue'],
  sampled: ['已采样', 'sampled'],
  excused: ['已说明原因', 'excused'],
  door: ['等候上门', 'sampled at the door'],
  resampling: ['等候复采', 'to be re-sampled'],
}

export const ownResultWords: Words<OwnResult> = {
  none: ['还没有采样', 'not sampled yet'],
  pending: ['等待结果', 'result pending'],
  negative: ['阴性', 'negative'],
  positive: ['阳性', 'positive'],
  resampling: ['需要复采', 'to be re-sampled'],
  again: ['需要重新采样', 'to be sampled again'],
}

export const outcomeWords: Words<Outcome> = {
  negative: ['阴性', 'negative'],
  positive: ['阳性', 'positive'],
  grey: ['灰区', 'grey zone'],
  singleTarget: ['单靶标阳性', 'single target'],
  insufficient: ['标本不足', 'insufficient'],
}

export const removalWords: Words<RemovalReason> = {
  failedSwab: ['没有采成', 'the swab failed'],
  walkedOff: ['人走开了', 'walked off'],
  wrongTube: ['放错了管', 'wrong tube'],
  wrongPerson: ['扫错了人', 'wrong person'],
}

export const windowWords: Words<WindowState> = {
  waiting: ['未采', 'waiting'],
  called: ['已叫号', 'called'],
  half: ['部分已采', 'some sampled'],
  lit: ['全部已采', 'all sampled'],
  curtain: ['已说明原因', 'excused'],
  bell: ['需要帮助', 'needs help'],
  frozen: ['原地等候复采', 'to be re-sampled'],
}

export const roleWords: Words<Role> = {
  resident: ['居民', 'resident'],
  captain: ['楼长', 'captain'],
  volunteer: ['志愿者', 'volunteer'],
  registrar: ['信息录入员', 'registrar'],
  sampler: ['采样员', 'sampler'],
  siteKeeper: ['信息维护员', 'site keeper'],
  courier: ['转运员', 'courier'],
  lab: ['检测机构', 'laboratory'],
  communityLead: ['社区书记', 'community lead'],
  gridLeader: ['网格长', 'grid leader'],
  siteLead: ['采样点负责人', 'site lead'],
  district: ['街道指挥部', 'district'],
  admin: ['管理员', 'administrator'],
}
