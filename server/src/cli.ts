import { parseArgs } from 'node:util'
import { adminCreate, backup, keysCreate, restore } from './cli/commands'
import { StartError } from './config'
import { rosterCheck } from './imports/check'

const usage = `pnpm loumen <command>

  admin create [--login NAME] [--name TEXT] [--role admin|communityLead]   the first account; prints its password once
  roster check FILE [--json]                                               reads a roster without writing anything
  keys create                                                              makes the key folder of a new installation
  backup FOLDER                                                            a consistent copy of the embedded database
  restore FOLDER                                                           puts a backup in the place of an empty data folder
`

async function main(argv: string[]): Promise<number> {
  const [noun, verb, ...rest] = argv
  if (noun === 'roster' && verb === 'check') return rosterCheck(rest)
  if (noun === 'admin' && verb === 'create') {
    const { values } = parseArgs({
      args: rest,
      options: { login: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
    })
    return adminCreate(values)
  }
  if (noun === 'keys' && verb === 'create') return keysCreate()
  if (noun === 'backup' && verb) return backup(verb)
  if (noun === 'restore' && verb) return restore(verb)
  process.stderr.write(usage)
  return noun ? 2 : 0
}

main(process.argv.slice(2).filter((word) => word !== '--')).then(
  (code) => {
    process.exitCode = code
  },
  (error: Error & { code?: string }) => {
    const clear = error instanceof StartError || error.code?.startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`${clear ? error.message : `${error.stack}`}\n`)
    process.exitCode = 1
  },
)
