import path from 'node:path'
import { open } from 'embedded-mongo'
import { MongoClient } from 'mongodb'
import type { PersonalScan } from './personal-scan'

/** Reads every document of a stopped house through the driver and looks for people of the roster in it. */
export async function scanDatabase(dataDir: string, scan: PersonalScan) {
  const engine = await open({ dataDir: path.join(dataDir, 'db') })
  const client = await MongoClient.connect(engine.uri)
  const found: { collection: string; values: string[] }[] = []
  let documents = 0
  try {
    for (const { name } of (await client.db().admin().listDatabases()).databases)
      for (const collection of await client.db(name).collections())
        for await (const document of collection.find()) {
          documents++
          const values = scan.inDocument(document)
          if (values.length) found.push({ collection: collection.collectionName, values })
        }
  } finally {
    await client.close()
    await engine.close()
  }
  return { documents, found }
}
