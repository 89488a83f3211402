import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from '@loumen/shared/refusals'
import { Actor } from '../base/actor'
import { connect } from '../base/db'
import { KeyStore } from '../base/keys'
import { useKeys } from '../base/personal'
import { takeClock } from '../clock'
import { applyNow } from './apply'
import { compareNow } from './compare-file'
import { keptSealing, sealedOf } from './prepared'
import { stepBack } from './step-back'
import type { WriterData, WriterMessage, WriterTask } from './writer'

const tellEvery = 150

stepBack()

const { uri, dbName, keysDir } = workerData as WriterData
useKeys(KeyStore.open(keysDir))
const ready = connect(uri, dbName, 'The database cannot be reached by the thread that writes imports')
ready.catch(() => {})

const tell = (message: WriterMessage) => parentPort?.postMessage(message)

async function run({ work, account, from, operation, clock }: WriterTask) {
  await ready
  takeClock(clock)
  const actor = new Actor(account, from, operation)
  let told = performance.now()
  if (work.kind === 'compare') {
    const { importId, communityId, reading, sealing } = work
    keptSealing.keep(importId, sealing)
    await compareNow(importId, communityId, reading, actor)
  } else {
    const sealing = keptSealing.take(work.input.importId)
    await applyNow(
      work.input,
      actor,
      (share) => {
        if (performance.now() - told < tellEvery) return
        told = performance.now()
        tell({ kind: 'progress', share })
      },
      sealing && (await sealedOf(sealing)),
    )
  }
  tell({ kind: 'done', outcome: actor.outcome })
}

parentPort?.on('message', (task: WriterTask) => {
  run(task).catch((error: Error) =>
    tell(
      error instanceof Refused
        ? { kind: 'refused', code: error.code, details: error.details }
        : { kind: 'failed', error: error.name },
    ),
  )
})
