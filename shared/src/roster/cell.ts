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

const traditional = '樓棟單號層門區戶證話聯絡係關歲齡備註電機間網類種碼組隊廠與別獨臥輪嬰聽黃殘動癱婦莊鄉鎮'
const simple = '楼栋单号层门区户证话联络系关岁龄备注电机间网类种码组队厂与别独卧轮婴听黄残动瘫妇庄乡镇'
const simplified: ReadonlyMap<string, string> = new Map(
  [...traditional].map((character, at) => [character, simple[at] ?? character]),
)
const traditionalCharacters = new RegExp(`[${traditional}]`, 'g')

/** The same text with the traditional characters of headers, notes and addresses simplified. Names never go through this. */
export function simplify(text: string): string {
  return text.replace(traditionalCharacters, (character) => simplified.get(character) ?? character)
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
