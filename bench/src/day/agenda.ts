/** What happens when, earliest first; what was entered first at the same moment happens first. */
export class Agenda {
  private readonly heap: { at: number; order: number; happen: (at: number) => void }[] = []
  private entered = 0

  get empty() {
    return this.heap.length === 0
  }

  enter(at: number, happen: (at: number) => void) {
    const heap = this.heap
    heap.push({ at, order: this.entered++, happen })
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!this.before(i, parent)) break
      this.swap(i, parent)
      i = parent
    }
  }

  /** The earliest entry, taken out. */
  next() {
    const heap = this.heap
    this.swap(0, heap.length - 1)
    const first = heap.pop()
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let least = i
      if (left < heap.length && this.before(left, least)) least = left
      if (right < heap.length && this.before(right, least)) least = right
      if (least === i) return first
      this.swap(i, least)
      i = least
    }
  }

  private before(a: number, b: number) {
    const [first, second] = [this.heap[a], this.heap[b]]
    if (!first || !second) return false
    return first.at < second.at || (first.at === second.at && first.order < second.order)
  }

  private swap(a: number, b: number) {
    const [first, second] = [this.heap[a], this.heap[b]]
    if (!first || !second) return
    this.heap[a] = second
    this.heap[b] = first
  }
}
