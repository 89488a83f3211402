import { plain, simplify } from './cell'

const tagWords = {
  elderlyAlone: /独居|空巢|孤寡|一个人住|elderly alone|lives alone/i,
  elderly: /高龄|[8-9]\d岁|\belderly\b/i,
  bedridden: /卧床|瘫痪|失能|bedridden/i,
  wheelchair: /轮椅|wheelchair/i,
  limitedMobility: /行动不便|腿脚不|不能下楼|下不了楼|下楼困难|拄拐|limited mobility/i,
  disabled: /残疾|残障|disabled|disability/i,
  infant: /婴儿|婴幼儿|新生儿|幼儿|未满月|吃奶|infant|\bbaby\b/i,
  childAlone: /(幼儿|儿童|孩子|小孩).*无人看护|留守儿童/,
  pregnant: /孕妇|怀孕|孕\d+|孕期|待产|pregnan/i,
  hearing: /听力|耳聋|耳背|聋哑|聋人|听不见|听不清|hard of hearing|\bdeaf\b/i,
  sight: /失明|盲人|视力|看不见|\bblind\b/i,
  mental: /精神(疾病|障碍|残疾)|智力|痴呆|阿尔茨海默|dementia/i,
  yellowCode: /黄码|yellow code/i,
  redCode: /红码|red code/i,
  homeHealthWatch: /居家(健康)?(监测|观察|隔离|医学)|健康监测|home (health watch|isolation)/i,
  anticoagulants: /抗凝|华法林|利伐沙班|阿司匹林|anticoagula|warfarin/i,
  throatDisease: /咽喉|喉癌|鼻咽|气管切开|throat/i,
  dialysis: /透析|尿毒症|dialysis/i,
  vaccinated: /(刚|今日|今天|昨日|昨天|\d+[日号]).{0,4}(接种|打了?疫苗)|接种.{0,6}(48小时|两天)|just vaccinated/i,
  doorToDoor: /上门|入户采|door.?to.?door/i,
  tellAhead: /提前(通知|告知|说|打)|tell.*ahead/i,
  away: /外出|出差|在外地?|不在(家|津|本地|本市)|未返|出国|\baway\b/i,
  inHospital: /住院|在医院|in hospital/i,
  oldAndYoung: /一老一小/,
  together: /一起(检测|采样|做|下楼)|comes with/i,
} as const satisfies Record<string, RegExp>

export type Tag = keyof typeof tagWords
export const tags: readonly Tag[] = Object.keys(tagWords).filter((key): key is Tag => Object.hasOwn(tagWords, key))

const denied = /(无|非|没有|不是|不|已解除|未)$/
const over = /^.{0,4}(已?转绿|已?解除|已?结束|已?痊愈|已?出院|已?返回|期满)/

/** The tags that a note means: "残疾人，行动不便" → disabled, limitedMobility. Denials ("非独居", "黄码已转绿") give none. */
export function readTags(note: string): Tag[] {
  const text = simplify(plain(note))
  if (!text) return []
  const clauses = text.split(/[,，;；。、/\n]+/)
  return tags.filter((tag) =>
    clauses.some((clause) => {
      const found = tagWords[tag].exec(clause)
      if (!found) return false
      return !denied.test(clause.slice(0, found.index)) && !over.test(clause.slice(found.index + found[0].length))
    }),
  )
}
