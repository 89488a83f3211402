import type { Outcome } from './schema'

/** Outcomes of a pool that freeze its people until single samples agree (I6, R20). */
export const recallOutcomes: readonly Outcome[] = ['positive', 'grey', 'singleTarget']

/** Outcomes that give no answer: the people are missing again (R21). */
export const repeatOutcomes: readonly Outcome[] = ['insufficient']

const spoken: Record<string, Outcome> = {
  阴性: 'negative',
  阴: 'negative',
  NEGATIVE: 'negative',
  NEG: 'negative',
  '-': 'negative',
  阳性: 'positive',
  阳: 'positive',
  POSITIVE: 'positive',
  POS: 'positive',
  '+': 'positive',
  灰区: 'grey',
  可疑: 'grey',
  GREY: 'grey',
  GRAY: 'grey',
  单靶: 'singleTarget',
  单靶标: 'singleTarget',
  单基因阳性: 'singleTarget',
  SINGLETARGET: 'singleTarget',
  'SINGLE TARGET': 'singleTarget',
  不足: 'insufficient',
  标本不足: 'insufficient',
  抑制: 'insufficient',
  无效: 'insufficient',
  INSUFFICIENT: 'insufficient',
  INHIBITED: 'insufficient',
  INVALID: 'insufficient',
}

/** Reads an outcome as laboratories write it, Chinese or English; undefined when it is none. */
export const readOutcome = (text: string): Outcome | undefined => spoken[text.normalize('NFKC').trim().toUpperCase()]
