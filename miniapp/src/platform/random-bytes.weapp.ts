interface RandomSource {
  getRandomValues?(options: { length: number; success(reply: { randomValues: ArrayBuffer }): void }): void
}
declare const wx: RandomSource

// WeChat hands out random bytes asynchronously and operation ids are needed at once, so some are kept ready.
let ready: number[] = []

function refill() {
  wx.getRandomValues?.({
    length: 512,
    success: ({ randomValues }) => {
      ready = ready.concat(Array.from(new Uint8Array(randomValues)))
    },
  })
}
refill()

/** Sixteen random bytes; from Math.random only where the base library has no better source. */
export function randomBytes(): Uint8Array {
  if (ready.length < 128) refill()
  const taken = ready.splice(0, 16)
  return Uint8Array.from({ length: 16 }, (_, place) => taken[place] ?? Math.floor(Math.random() * 256))
}
