import type { Input } from '@loumen/shared/endpoint'
import type { recordReached, sampleSingly } from '@loumen/shared/incidents/api'
import type { Fact } from '@loumen/shared/operations/schema'
import { plainLab } from '@loumen/shared/results/rules'
import { journal, keepEntry } from './journal'
import { roundPackKept } from './pack'
import { type RecallsAt, recallsWith } from './recalls'
import { type Recorder, type Recording, refuse } from './recording'
import { truthsOf } from './truths'

const found = (recallId: string) =>
  truthsOf<RecallsAt>('recalls')
    .flatMap(({ value, at }) => recallsWith(value, journal(), at))
    .find(({ id }) => id === recallId)

async function keep(id: string, fact: Extract<Fact, { recallId: string }>): Promise<Recording | undefined> {
  const recall = found(fact.recallId)
  const person = recall?.people.find(({ residentId }) => residentId === fact.residentId)
  if (!recall || !person) return undefined
  const { roundId } = recall
  const place = `${person.entrance} ${person.door}`
  await keepEntry({ roundId, id, fact, place }, roundPackKept(roundId))
  return { output: found(fact.recallId) }
}

const barcodesOf = (fact: Fact) =>
  fact.kind === 'sampleSingly' ? fact.samples.map(({ barcode }) => barcode) : 'barcode' in fact ? [fact.barcode] : []

/** People are reached and sampled singly without a network, too; what a phone can know by itself is checked. */
export const recallRecorders: Record<string, Recorder> = {
  recordReached: (input: Input<typeof recordReached>, id) => keep(id, { kind: 'recordReached', ...input }),
  async sampleSingly({ recallId, residentId, samples }: Input<typeof sampleSingly>, id) {
    const wanted = found(recallId)?.samplesWanted
    if (!wanted) return undefined
    const labs = new Set(samples.map(({ lab }) => plainLab(lab)))
    if (labs.size !== samples.length || samples.length !== wanted) return refuse('recall.samples', { count: wanted })
    const used = new Set(journal().flatMap(({ operation: { fact } }) => barcodesOf(fact)))
    const twice = samples.find(({ barcode }) => used.has(barcode))
    if (twice) return refuse('tube.barcodeUsed', { barcode: twice.barcode })
    return keep(id, { kind: 'sampleSingly', recallId, residentId, samples })
  },
}
