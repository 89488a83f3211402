import type { Clip } from '@loumen/shared/calls/phrases'

export type Sound = 'ready' | 'locked' | 'none'

const breath = 0.28

/** Speaks recorded clips one after the other; a chime comes first. */
export class Voice {
  private readonly context: AudioContext | undefined
  private readonly recorded = new Map<Clip, Promise<AudioBuffer | undefined>>()
  private queue: Promise<void> = Promise.resolve()

  constructor(private readonly changed: (sound: Sound) => void) {
    if (typeof AudioContext === 'undefined') return
    this.context = new AudioContext()
    this.context.addEventListener('statechange', () => changed(this.sound))
  }

  /** Browsers are silent until somebody has touched the page. */
  get sound(): Sound {
    if (!this.context) return 'none'
    return this.context.state === 'running' ? 'ready' : 'locked'
  }

  /** Called from a tap. */
  async unlock() {
    await this.context?.resume()
    this.changed(this.sound)
  }

  /** Speaks after everything that is being spoken; answers when it is over, at once while there is no sound. */
  speak(clips: readonly Clip[]): Promise<void> {
    this.queue = this.queue.then(() => this.play(clips)).catch(() => undefined)
    return this.queue
  }

  private async play(clips: readonly Clip[]) {
    const context = this.context
    if (context?.state !== 'running') return
    const buffers = await Promise.all(clips.map((clip) => this.recording(context, clip)))
    let at = chime(context, context.currentTime + 0.05)
    for (const [index, clip] of clips.entries()) {
      const buffer = buffers[index]
      if (clip === 'pause') at += breath
      if (!buffer) continue
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(context.destination)
      source.start(at)
      at += buffer.duration
    }
    await new Promise((resolve) => setTimeout(resolve, (at - context.currentTime) * 1000 + 400))
  }

  private recording(context: AudioContext, clip: Clip): Promise<AudioBuffer | undefined> {
    if (clip === 'pause') return Promise.resolve(undefined)
    const known = this.recorded.get(clip)
    if (known) return known
    const loading = fetch(`${import.meta.env.BASE_URL}clips/${clip}.mp3`)
      .then((response) => response.arrayBuffer())
      .then((bytes) => context.decodeAudioData(bytes))
      .catch(() => {
        this.recorded.delete(clip)
        return undefined
      })
    this.recorded.set(clip, loading)
    return loading
  }
}

/** Two notes that make people look up; answers when they are over. */
function chime(context: AudioContext, start: number): number {
  for (const [index, frequency] of [880, 660].entries()) {
    const note = context.createOscillator()
    const loudness = context.createGain()
    const at = start + index * 0.35
    note.frequency.value = frequency
    loudness.gain.setValueAtTime(0.25, at)
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.6)
    note.connect(loudness).connect(context.destination)
    note.start(at)
    note.stop(at + 0.6)
  }
  return start + 0.9
}

/** Says a label in the device's own Chinese voice, if it has one: an extra for labels that were not recorded. */
export function sayAloud(text: string) {
  if (typeof speechSynthesis === 'undefined') return
  const voice = speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().startsWith('zh'))
  if (!voice) return
  const spoken = new SpeechSynthesisUtterance(text)
  spoken.voice = voice
  spoken.lang = voice.lang
  speechSynthesis.speak(spoken)
}
