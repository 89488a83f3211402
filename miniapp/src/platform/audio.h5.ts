let context: AudioContext | undefined

/** The browser's sound; undefined where it has none. It stays silent until the page was touched once. */
export function audio(): AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined
  context ??= new AudioContext()
  return context
}
