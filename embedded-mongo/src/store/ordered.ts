const MOST = 512

/** Distinct keys in order, in chunks small enough that inserting into one is cheap. */
export class OrderedKeys {
  private chunks: string[][]

  constructor(keys: Iterable<string>) {
    const sorted = [...keys].sort((a, b) => (a < b ? -1 : 1))
    this.chunks = []
    for (let i = 0; i < sorted.length; i += MOST / 2) this.chunks.push(sorted.slice(i, i + MOST / 2))
  }

  /** The chunk that holds the key or would hold it. */
  private chunkOf(key: string): number {
    let [low, high] = [0, this.chunks.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.chunks[middle]?.[0] as string) <= key) low = middle
      else high = middle - 1
    }
    return low
  }
  /** The first place in the chunk whose key is not below the given one. */
  private placeIn(chunk: string[], key: string): number {
    let [low, high] = [0, chunk.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((chunk[middle] as string) < key) low = middle + 1
      else high = middle
    }
    return low
  }

  add(key: string): void {
    if (this.chunks.length === 0) {
      this.chunks.push([key])
      return
    }
    const at = this.chunkOf(key)
    const chunk = this.chunks[at] as string[]
    const place = this.placeIn(chunk, key)
    if (chunk[place] === key) return
    chunk.splice(place, 0, key)
    if (chunk.length > MOST) this.chunks.splice(at + 1, 0, chunk.splice(MOST / 2))
  }

  delete(key: string): void {
    const at = this.chunkOf(key)
    const chunk = this.chunks[at]
    if (!chunk) return
    const place = this.placeIn(chunk, key)
    if (chunk[place] !== key) return
    chunk.splice(place, 1)
    if (chunk.length === 0) this.chunks.splice(at, 1)
  }

  /** The keys from `from` up to but not including `to`, upwards or downwards. */
  *range(from: string, to: string, backwards = false): Generator<string> {
    if (this.chunks.length === 0) return
    // A copy of the chunk being walked: whoever walks may write.
    if (!backwards) {
      for (let at = this.chunkOf(from); at < this.chunks.length; at++) {
        const chunk = [...(this.chunks[at] as string[])]
        for (let i = this.placeIn(chunk, from); i < chunk.length; i++) {
          if ((chunk[i] as string) >= to) return
          yield chunk[i] as string
        }
      }
      return
    }
    for (let at = this.chunkOf(to); at >= 0; at--) {
      const chunk = [...(this.chunks[at] as string[])]
      for (let i = this.placeIn(chunk, to) - 1; i >= 0; i--) {
        if ((chunk[i] as string) < from) return
        yield chunk[i] as string
      }
    }
  }
}
