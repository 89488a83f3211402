/** Where the sealed values of incidents belong. */
export const outcomePlace = (tubeId: unknown) => `recalls.outcome|${tubeId}`
export const decisionPlace = (recallId: unknown) => `recalls.decision|${recallId}`
export const releasePlace = (recallId: unknown, householdId: unknown) => `recalls.release|${recallId}.${householdId}`
export const wordsPlace = (visitId: unknown) => `recallvisits.words|${visitId}`
export const triedPlace = (alertId: unknown) => `alerts.tried|${alertId}`
export const answeredPlace = (alertId: unknown) => `alerts.answered|${alertId}`
export const contactsPlace = (communityId: unknown) => `dutyrosters.contacts|${communityId}`
