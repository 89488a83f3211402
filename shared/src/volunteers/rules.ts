/** The longest time for which somebody is made a volunteer at once; after it they offer themselves again. */
export const longestVolunteering = 90 * 86_400_000

/** Whether the role of a volunteer may end then: later than now, and not for ever. */
export const mayEndAt = (until: number, now: number) => until > now && until - now <= longestVolunteering
