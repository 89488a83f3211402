import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type RosterReading, readRoster } from '@loumen/shared/imports/reading'
import { Refused, refusalText } from '@loumen/shared/refusals'
import { type RosterFileFault, rosterFileFaults } from '@loumen/shared/words/roster-problems'
import { today } from '../clock'
import { readSheets } from './sheet'

const usage = '用法：loumen roster check 文件 [--json]'

/** `loumen roster check FILE [--json]`: reads a roster, says what it holds and what is wrong, writes nothing. The exit code is 0 for a roster. */
export async function rosterCheck(argv: string[]): Promise<number> {
  const json = argv.includes('--json')
  const path = argv.find((argument) => !argument.startsWith('--'))
  if (!path) return failed(usage)
  const bytes = await readFile(path).catch(() => undefined)
  if (!bytes) return failed('找不到这个文件，或没有权限读取。')
  try {
    const sheets = await readSheets(bytes, basename(path))
    const reading = readRoster(sheets, { today: today() })
    if (reading.totals.people === 0) throw new Refused('roster.notARoster')
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...reading.totals, problems: reading.problems.map(({ cell: _, ...problem }) => problem) })}\n`
        : report(reading),
    )
    return 0
  } catch (error) {
    if (error instanceof Refused) return failed(sentence(error))
    throw error
  }
}

function sentence(error: Refused): string {
  const { reason } = error.details
  const known = typeof reason === 'string' && isFileFault(reason) ? rosterFileFaults[reason][0] : reason
  return refusalText('zh', error.code, { ...error.details, reason: known })
}

function isFileFault(reason: string): reason is RosterFileFault {
  return Object.hasOwn(rosterFileFaults, reason)
}

function failed(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}

function report({ totals, problems }: RosterReading): string {
  const lines = [
    `共 ${totals.rows} 行：${totals.households} 户 ${totals.people} 人，${totals.entrances} 个楼门。`,
    `证件可用 ${totals.verified} 人，待核实 ${totals.toVerify} 人，已修正 ${totals.repaired} 人，重复 ${totals.duplicates} 行，略过 ${totals.dropped} 行。`,
  ]
  for (const { sheet, row, column, message } of problems)
    lines.push(`${sheet ? `【${sheet}】` : ''}第 ${row} 行 ${column}：${message}`)
  return `${lines.join('\n')}\n`
}
