import { HonouredTime, heldUntil, notBefore, wishAt } from './times'

const time = (from: string | null, until: string | null, day: string | null = null) => ({ from, until, day })
/** A time of 9 January 2022 in China. */
const at = (clock: string) => new Date(`2022-01-09T${clock}:00+08:00`)

describe('a time to honour', () => {
  it.each([
    ['nothing is wished', [], '09:00', undefined],
    ['the time has not come', [time('10:00', '12:00')], '09:00', '10:00'],
    ['it is that time', [time('10:00', '12:00')], '11:00', undefined],
    ['the time has passed: nobody is missed for a wish', [time('10:00', '12:00')], '12:00', undefined],
    ['only an end is wished', [time(null, '10:00')], '07:00', undefined],
    ['only a beginning is wished', [time('15:30', null)], '07:00', '15:30'],
    ['the second of two times is next', [time('17:00', '19:00'), time('07:00', '08:00')], '09:00', '17:00'],
    ['it is for another day', [time('10:00', null, '2022-01-10')], '09:00', undefined],
    [
      'the day’s own time replaces that of every day',
      [time('10:00', null), time('08:00', null, '2022-01-09')],
      '09:00',
      undefined,
    ],
  ])('says when a household may be called: %s', (_, times, clock, expected) => {
    expect(notBefore(times, at(clock))).toEqual(expected && at(expected))
  })

  it('takes the day of China, not of Greenwich', () => {
    expect(notBefore([time('07:00', null, '2022-01-09')], at('06:30'))).toEqual(at('07:00'))
  })

  it('gives the window for a visit', () => {
    expect(wishAt([time('10:00', '12:00')], at('11:00'))).toEqual({ from: at('10:00'), until: at('12:00') })
    expect(wishAt([time('10:00', '12:00')], at('12:30'))).toBeUndefined()
    expect(wishAt([time('10:00', null)], at('11:00'))).toEqual({ from: at('10:00'), until: null })
  })

  it('holds a household until the time that was said for this round, or else until its own', () => {
    const times = [time('10:00', null)]
    expect(heldUntil([null, undefined], times, at('09:00'))).toEqual(at('10:00'))
    expect(heldUntil([at('09:30'), null], times, at('09:00'))).toEqual(at('09:30'))
    expect(heldUntil([at('09:30')], times, at('09:45'))).toBeUndefined()
    expect(heldUntil([], [], at('09:00'))).toBeUndefined()
  })

  it.each([
    [time('10:00', '12:00'), true],
    [time(null, null), false],
    [time('12:00', '10:00'), false],
    [time('25:00', null), false],
  ])('is written as %j: %s', (written, right) => {
    expect(HonouredTime.safeParse(written).success).toBe(right)
  })
})
