import { parseArgs } from 'node:util'
import { OpenError, open } from './index'

const USAGE = 'Usage: embedded-mongo --data DIR [--port N | --socket PATH]'

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function readArguments(): { dataDir: string; listen: { socket?: string } | { port: number } } {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, port: { type: 'string' }, socket: { type: 'string' } },
    strict: true,
  })
  if (!values.data || (values.port !== undefined && values.socket !== undefined)) fail(USAGE)
  if (values.port === undefined)
    return { dataDir: values.data, listen: values.socket === undefined ? {} : { socket: values.socket } }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    fail(`The port ${values.port} is not a number from 0 to 65535.`)
  return { dataDir: values.data, listen: { port } }
}

/** Serves a data directory until it is told to stop or its parent is gone. */
async function main(): Promise<void> {
  let options: ReturnType<typeof readArguments>
  try {
    options = readArguments()
  } catch {
    fail(USAGE)
  }
  const parent = process.ppid
  const database = await open(options)
  process.stdout.write(`${database.uri}\n`)
  let stopping = false
  const stop = (): void => {
    stopping = true
    database.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  database.stopped.then(() => stopping || fail('The database has stopped by itself.'))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // A process whose parent has died is adopted by another one.
  if (parent > 1)
    setInterval(() => {
      if (process.ppid !== parent) stop()
    }, 500)
}

main().catch((error) => fail(error instanceof OpenError || error instanceof Error ? error.message : String(error)))
