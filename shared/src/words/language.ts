export type Language = 'zh' | 'en'

/** Sentences by key, Chinese first: `{ key: ['中文 {name}', 'English {name}'] }`. */
export type Catalogue = Readonly<Record<string, readonly [zh: string, en: string]>>

/** Says one sentence of a catalogue, with its `{placeholders}` filled in. */
export function say<C extends Catalogue>(
  catalogue: C,
  language: Language,
  key: keyof C & string,
  values: Record<string, unknown> = {},
): string {
  const sentence = catalogue[key]?.[language === 'zh' ? 0 : 1] ?? key
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
