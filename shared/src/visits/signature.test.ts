import { drawn, Signature, signaturePath } from './signature'

const line = (count: number): Signature => [Array.from({ length: count }, (_, at): [number, number] => [at, 10])]

test('a signature has some ink, stays on its paper, and is no picture', () => {
  expect(Signature.safeParse(line(40)).success).toBe(true)
  for (const wrong of [[], [[]], line(5), line(601), [[[0, 401]]], [[[-1, 0]]], [[[0.5, 0]]]])
    expect(Signature.safeParse(wrong).success).toBe(false)
})

test('a finger leaves a point where it moved, and none beside the paper or when the paper is full', () => {
  const one = drawn([], 0.1, 0.5, true)
  expect(one).toEqual([[[100, 200]]])
  expect(drawn(one, 0.101, 0.5, false)).toBe(one)
  const two = drawn(drawn(one, 1.2, -3, false), 0.5, 0.5, true)
  expect(two).toEqual([
    [
      [100, 200],
      [1000, 0],
    ],
    [[500, 200]],
  ])
  expect(signaturePath(two)).toBe('M100 200L1000 0M500 200h1')
  const full = line(600)
  expect(drawn(full, 0.9, 0.9, false)).toBe(full)
})
