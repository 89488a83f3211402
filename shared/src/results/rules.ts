import type { TubeState } from '../tubes/schema'
import type { Outcome } from './schema'

/** Outcomes of a pool that freeze its people until single samples agree (I6, R20). */
export const recallOutcomes: readonly Outcome[] = ['positive', 'grey', 'singleTarget']

/** Outcomes that give no answer: the people are missing again (R21). */
export const repeatOutcomes: readonly Outcome[] = ['insufficient']

/**
 * What a tube does with a result that comes now. Where a round's tubes travel in boxes, only a tube that the laboratory has
 * received takes it: a result for one that is still on its way may well be another tube's, misread.
 */
export function taking(state: TubeState, boxed: boolean): 'takes' | 'notClosed' | 'waiting' | 'notReceived' {
  if (state === 'void') return 'notClosed'
  if (state === 'open') return 'waiting'
  return boxed && (state === 'closed' || state === 'boxed') ? 'notReceived' : 'takes'
}

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
  标本抑制: 'insufficient',
  无效: 'insufficient',
  需复采: 'insufficient',
  INSUFFICIENT: 'insufficient',
  INHIBITED: 'insufficient',
  INVALID: 'insufficient',
}

/** Reads an outcome as laboratories write it, Chinese or English; undefined when it is none. */
export const readOutcome = (text: string): Outcome | undefined => spoken[text.normalize('NFKC').trim().toUpperCase()]

/** A laboratory's name without what two spellings of it differ in. */
export const plainLab = (lab: string) =>
  lab
    .normalize('NFKC')
    .replace(/[\s·.,()-]/g, '')
    .toLowerCase()
