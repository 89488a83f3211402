import type { Page } from 'playwright-core'

/** Smallest sizes in CSS pixels: WCAG 2.2 and the mini-program design guide; in elder mode those of the 2021 rules. */
export const smallest = {
  ordinary: { text: 13, target: 44 },
  elder: { text: 18, target: 60 },
} as const

/** What is smaller on the phone page in front than it may be: texts by their size, things to touch by height and width. */
export function tooSmall(
  page: Page,
  id: string,
  { text, target }: { text: number; target: number },
): Promise<string[]> {
  return page.evaluate(
    ({ id, text, target }) => {
      const shown = Array.from(document.querySelectorAll(`#${id}`)).find(
        (one) => (one as HTMLElement).offsetParent !== null,
      )
      if (!shown) return [`#${id} is not shown`]
      const name = (one: Element) => `${one.tagName.toLowerCase()}.${one.className} “${one.textContent?.slice(0, 20)}”`
      const faults: string[] = []
      const texts = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement
        if (!parent || !texts.currentNode.textContent?.trim() || parent.closest('svg') || !parent.offsetParent) continue
        const size = Number.parseFloat(getComputedStyle(parent).fontSize)
        if (size < text) faults.push(`${name(parent)} is written at ${size} px`)
      }
      for (const one of Array.from(shown.querySelectorAll('button, input, select, textarea, a[href]'))) {
        const { width, height } = one.getBoundingClientRect()
        if (width && (height < target - 0.5 || width < target - 0.5))
          faults.push(`${name(one)} is ${Math.round(width)} × ${Math.round(height)} px`)
      }
      return faults
    },
    { id, text, target },
  )
}
