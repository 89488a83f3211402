/** A UUID (version 4) from sixteen random bytes: the id of an operation. */
export function operationId(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte, place) => {
    const marked = place === 6 ? (byte & 0x0f) | 0x40 : place === 8 ? (byte & 0x3f) | 0x80 : byte
    return (marked + 0x100).toString(16).slice(1)
  }).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
