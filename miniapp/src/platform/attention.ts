import Taro from '@tarojs/taro'
import { audio } from './audio'

const melodies = {
  /** Come down now. */
  call: [659, 784, 988],
  /** The tube is full. */
  full: [880, 880],
  /** A scan was refused. */
  refused: [220],
  /** A scan was taken. */
  taken: [988],
}

/** Plays a short melody and vibrates; a phone that cannot do one does the other. Screens say the same in words. */
export function alertWith(melody: keyof typeof melodies) {
  try {
    if (melody === 'call' || melody === 'full') void Taro.vibrateLong().catch(() => {})
    else void Taro.vibrateShort({ type: 'medium' }).catch(() => {})
  } catch {
    // A desktop cannot vibrate.
  }
  play(melodies[melody])
}

function play(notes: number[]) {
  const context = audio()
  if (!context || context.state === 'closed') return
  if (context.state === 'suspended') void context.resume().catch(() => {})
  const start = context.currentTime + 0.02
  notes.forEach((frequency, place) => {
    const at = start + place * 0.22
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0.0001, at)
    volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2)
    tone.connect(volume)
    volume.connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.22)
  })
}

/** Whether the phone has sound that stays off until the page is touched, as browsers want it. */
export const soundWaitsForTouch = () => audio()?.state === 'suspended'

/** Switches sound on; must be called from a touch. */
export function switchSoundOn() {
  void audio()
    ?.resume()
    .catch(() => {})
}
