// Records the display's voice once: node clips/make-clips.mjs (needs espeak-ng and lame).
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const clips = JSON.parse(readFileSync(new URL('clips.json', import.meta.url), 'utf8'))
const target = fileURLToPath(new URL('../public/clips/', import.meta.url))
const silence = 400
const margin = 0.02

mkdirSync(target, { recursive: true })
for (const [name, { say }] of Object.entries(clips)) {
  const voice = name.startsWith('letter-') ? 'en-us' : 'cmn-latn-pinyin'
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', '135', '-p', '42', '-a', '160', '--stdout', say])
  execFileSync('lame', ['--quiet', '-m', 'm', '-b', '32', '-', `${target}${name}.mp3`], { input: trimmed(wav) })
}

/** The same recording without the silence before and after the word. */
function trimmed(wav) {
  const data = wav.indexOf('data') + 8
  const samples = new Int16Array(
    wav.buffer.slice(wav.byteOffset + data, wav.byteOffset + data + ((wav.length - data) & ~1)),
  )
  const keep = Math.round(wav.readUInt32LE(24) * margin)
  const loud = (sample) => Math.abs(sample) > silence
  const from = Math.max(0, samples.findIndex(loud) - keep)
  const to = Math.min(samples.length, samples.findLastIndex(loud) + keep * 2)
  const body = Buffer.from(samples.slice(from, to).buffer)
  const header = Buffer.from(wav.subarray(0, data))
  header.writeUInt32LE(data - 8 + body.length, 4)
  header.writeUInt32LE(body.length, data - 4)
  return Buffer.concat([header, body])
}
