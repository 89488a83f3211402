const key = 'loumen.private'

/** The text that was kept, once it is there; empty when there is none. */
export async function readPrivate(): Promise<string> {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** Keeps the signed-in household's own data on its own phone. */
export async function keepPrivate(text: string): Promise<void> {
  try {
    localStorage.setItem(key, text)
  } catch {
    // A private window without storage: the session lasts as long as the page.
  }
}
