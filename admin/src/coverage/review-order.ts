/** Whether a figure went the right way since the round before; undefined when it stayed or cannot be compared. */
export function better(
  now: number | undefined,
  before: number | undefined,
  wants: 'less' | 'more' | undefined,
): 'better' | 'worse' | undefined {
  if (now === undefined || before === undefined || now === before || !wants) return undefined
  return now < before === (wants === 'less') ? 'better' : 'worse'
}
