/** A roster of so many people is compared and written by a thread of its own, so that the server has time for others. */
export const writtenAside = 1000
