const stored = 'loumen.spoken'
const most = 500

/** What this display has already spoken, kept over a reload. */
export function rememberedSpoken(): Set<string> {
  try {
    const keys: unknown = JSON.parse(sessionStorage.getItem(stored) ?? '[]')
    return new Set(Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [])
  } catch {
    return new Set()
  }
}

export function rememberSpoken(spoken: ReadonlySet<string>) {
  sessionStorage.setItem(stored, JSON.stringify([...spoken].slice(-most)))
}
