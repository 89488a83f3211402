import { source } from 'axe-core'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe-core finds serious on the page as it is now, each with the first element that has it. The window is made as high as the
 * page first: what lies half below a fixed footer is scrolled up by whoever wants to touch it.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  const size = page.viewportSize()
  for (let shown = size, turn = 0; shown && turn < 3; turn++) {
    const height = await page.evaluate(() =>
      Math.max(...Array.from(document.querySelectorAll('*'), ({ scrollHeight }) => scrollHeight)),
    )
    if (height <= shown.height) break
    shown = { ...shown, height }
    await page.setViewportSize(shown)
  }
  const faults = await axeFaults(page)
  if (size) await page.setViewportSize(size)
  return faults
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(source)
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run({ runOnly: { type: 'tag', values } })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`)
  }, standards)
}
