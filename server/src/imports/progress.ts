type Step = 'reading' | 'applying'

/** How far the imports are that this process reads or writes; nothing of them is in the roster before all of it is. */
const inHand = new Map<string, { step: Step; share: number }>()

/** The share, 0 to 1, of the step that an import is in; undefined when it is not in that step. */
export function shareDone(importId: string, step: Step): number | undefined {
  const now = inHand.get(importId)
  return now?.step === step ? now.share : undefined
}

/** Runs a step whose share, 0 to 1, is told while it lasts. */
export async function telling<T>(
  importId: string,
  step: Step,
  work: (tell: (share: number) => void) => Promise<T>,
): Promise<T> {
  const mine = { step, share: 0 }
  inHand.set(importId, mine)
  try {
    return await work((share) => {
      mine.share = Math.min(1, share)
    })
  } finally {
    if (inHand.get(importId) === mine) inHand.delete(importId)
  }
}
