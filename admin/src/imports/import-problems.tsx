import type { RosterImport } from '@loumen/shared/imports/schema'
import { rosterProblems } from '@loumen/shared/words/roster-problems'
import { Button, Select, Table } from 'antd'
import { useMemo, useState } from 'react'
import type { Words } from '../ui/language'
import { useWords } from '../ui/language'
import { saveText } from '../ui/save-text'

type Problems = RosterImport['problems']

const isProblem = (code: string): code is keyof typeof rosterProblems => Object.hasOwn(rosterProblems, code)

const problemText = (code: string, language: Words['language']) =>
  isProblem(code) ? rosterProblems[code][language === 'zh' ? 0 : 1] : code

/** Every row that was not taken or is doubtful, and why; rows and columns, never the person's fields. */
export function ImportProblems({ problems }: { problems: Problems }) {
  const { t, language } = useWords()
  const [code, setCode] = useState<string>()
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const problem of problems) found.set(problem.code, (found.get(problem.code) ?? 0) + 1)
    return [...found].sort(([, a], [, b]) => b - a)
  }, [problems])
  if (!problems.length) return <p className="quiet">{t('import.noProblems')}</p>
  const rows = problems.filter((problem) => !code || problem.code === code)
  const save = () =>
    saveText(
      t('import.problemsFile'),
      ['row,column,reason', ...problems.map((p) => `${p.row},"${p.column}","${problemText(p.code, language)}"`)].join(
        '\r\n',
      ),
    )
  return (
    <section data-testid="import-problems">
      <div className="row between">
        <h3>{t('import.problems', { count: problems.length })}</h3>
        <div className="row">
          <Select
            allowClear
            placeholder={t('import.anyProblem')}
            aria-label={t('import.anyProblem')}
            value={code}
            onChange={setCode}
            popupMatchSelectWidth={false}
            options={counts.map(([value, count]) => ({ value, label: `${problemText(value, language)} (${count})` }))}
          />
          <Button onClick={save}>{t('import.saveProblems')}</Button>
        </div>
      </div>
      <Table
        size="small"
        rowKey={(problem) => `${problem.row} ${problem.column} ${problem.code}`}
        dataSource={rows}
        scroll={{ x: 480 }}
        pagination={{ defaultPageSize: 20, showSizeChanger: true, hideOnSinglePage: true }}
        columns={[
          { title: t('import.row'), dataIndex: 'row', width: 90, align: 'right' },
          { title: t('import.column'), dataIndex: 'column', width: 160 },
          { title: t('import.reason'), key: 'reason', render: (_, problem) => problemText(problem.code, language) },
        ]}
      />
    </section>
  )
}
