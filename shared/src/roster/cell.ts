const ordinary = /^[\x21-\x7e\u4e00-\u9fff]*$/
const invisible = /[\p{Cc}\p{Cf}\ufffd]/gu

/** The text of a cell with full-width forms, invisible characters and odd spaces made ordinary. Line breaks become spaces. */
export function plain(written: string): string {
  if (ordinary.test(written)) return written
  return written
    .normalize('NFKC')
    .replace(/[\t\r\n\v\f\u2028\u2029]+/g, ' ')
    .replace(invisible, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}

const simplified: ReadonlyMap<string, string> = new Map(
  [
    ...'樓楼棟栋單单號号層层門门區区戶户證证話话聯联絡络係系關关歲岁齡龄備备註注電电機机間间網网格格類类種种碼码幢幢村村組组隊队廠厂巷巷與与姓姓別别',
  ].reduce<[string, string][]>((pairs, character, index, all) => {
    if (index % 2 === 0) pairs.push([character, all[index + 1] ?? character])
    return pairs
  }, []),
)

/** The same text with the traditional characters of headers and addresses simplified. Names never go through this. */
export function simplify(text: string): string {
  return text.replace(
    /[樓棟單號層門區戶證話聯絡係關歲齡備註電機間網類種碼組隊廠與別]/g,
    (character) => simplified.get(character) ?? character,
  )
}

const digits: ReadonlyMap<string, number> = new Map(
  [...'零一二三四五六七八九'].map((character, value) => [character, value]),
)

/** The number that Chinese numerals say ("二十一" → 21, "五〇一" → 501), or the text itself if they say none. */
export function numeral(text: string): string {
  if (!/^[〇零一二两三四五六七八九十百]+$/.test(text)) return text
  const written = text.replace(/〇/g, '零').replace(/两/g, '二')
  if (!/[十百]/.test(written)) return [...written].map((character) => digits.get(character)).join('')
  let sum = 0
  let digit = 0
  for (const character of written) {
    if (character === '百' || character === '十') {
      sum += (digit || 1) * (character === '百' ? 100 : 10)
      digit = 0
    } else digit = digits.get(character) ?? 0
  }
  return String(sum + digit)
}
