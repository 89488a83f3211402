import type { Clip } from '@loumen/shared/calls/phrases'
import Taro from '@tarojs/taro'
import { audio } from './audio'

const breath = 0.28
const recorded = new Map<Clip, Promise<AudioBuffer>>()

/**
 * Speaks recorded clips one after the other over this phone; they come from the server, so the app stays small. Must be
 * called from a touch. Answers whether all of it was heard; rejects never.
 */
export async function speakClips(clips: readonly Clip[]): Promise<boolean> {
  const context = audio()
  if (!context) return false
  try {
    if (context.state === 'suspended') await context.resume()
    const buffers = await Promise.all(clips.map((clip) => (clip === 'pause' ? undefined : recording(context, clip))))
    let at = context.currentTime + 0.05
    for (const buffer of buffers) {
      if (!buffer) at += breath
      else {
        const source = context.createBufferSource()
        source.buffer = buffer
        source.connect(context.destination)
        source.start(at)
        at += buffer.duration
      }
    }
    await new Promise((resolve) => setTimeout(resolve, (at - context.currentTime) * 1000))
    return true
  } catch {
    return false
  }
}

function recording(context: AudioContext, clip: Clip): Promise<AudioBuffer> {
  const known = recorded.get(clip)
  if (known) return known
  const loading = Taro.request<ArrayBuffer>({
    url: `${SERVER_ADDRESS}/admin/clips/${clip}.mp3`,
    responseType: 'arraybuffer',
  }).then(
    ({ data }) => new Promise<AudioBuffer>((resolve, reject) => void context.decodeAudioData(data, resolve, reject)),
  )
  recorded.set(clip, loading)
  loading.catch(() => recorded.delete(clip))
  return loading
}
