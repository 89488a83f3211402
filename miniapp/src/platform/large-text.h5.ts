/** Whether the browser's own text is set to 1.3 times its size or more (the standard is 16 px). */
export const prefersLargeText = (): boolean =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 >= 1.3
