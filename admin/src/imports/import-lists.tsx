import { listImportEntries } from '@loumen/shared/imports/api'
import { ImportField, type ImportList, ImportList as lists, type RosterImport } from '@loumen/shared/imports/schema'
import { rosterProblems } from '@loumen/shared/words/roster-problems'
import { Button, Input, Segmented, Select, Tabs } from 'antd'
import { useState } from 'react'
import { call } from '../remote/call'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { saveText } from '../ui/save-text'
import { EntryTable } from './entry-table'
import { problemsAsText, problemText } from './problem-text'

/** The lists of an import: new, changed, unchanged, no longer named, to look at; after it was applied the last one. */
export function ImportLists({
  shown,
  taken = [],
  onTake,
  only,
}: {
  shown: RosterImport
  taken?: readonly string[]
  onTake?: (ids: readonly string[]) => void
  only?: ImportList
}) {
  const { t } = useWords()
  const { changes } = shown
  const counts = changes && { ...changes.people, doubtful: changes.doubtful }
  const shownLists = only ? [only] : lists.options
  const [list, setList] = useState<ImportList>(
    () => only ?? shownLists.find((one) => one !== 'unchanged' && counts?.[one]) ?? 'unchanged',
  )
  if (!changes || !counts) return null
  if (only)
    return changes.doubtful ? (
      <section>
        <h3>
          {t('import.doubtful')} ({changes.doubtful})
        </h3>
        <OneList shown={shown} list={only} taken={taken} onTake={onTake} />
      </section>
    ) : (
      <p className="quiet">{t('import.noProblems')}</p>
    )
  return (
    <Tabs
      activeKey={list}
      onChange={(key) => setList(lists.parse(key))}
      data-testid="import-lists"
      items={shownLists.map((one) => ({
        key: one,
        label: `${t(`import.${one}`)} ${counts[one]}`,
        children: one === list && <OneList key={one} shown={shown} list={one} taken={taken} onTake={onTake} />,
      }))}
    />
  )
}

function OneList({
  shown,
  list,
  taken,
  onTake,
}: {
  shown: RosterImport
  list: ImportList
  taken: readonly string[]
  onTake: ((ids: readonly string[]) => void) | undefined
}) {
  const { t, language } = useWords()
  const [of, setOf] = useState<'people' | 'households'>('people')
  const [about, setAbout] = useState<string>()
  const [where, setWhere] = useState('')
  const [page, setPage] = useState(1)
  const input = { importId: shown.id, list, of, page: String(page), ...(about && { about }), ...(where && { where }) }
  const read = useRead(listImportEntries, input, { keep: true, every: false })
  const reset = (change: () => void) => {
    change()
    setPage(1)
  }
  async function save() {
    const all = []
    for (let next = 1; ; next++) {
      const { entries, total } = await call(listImportEntries, { ...input, page: String(next) })
      all.push(...entries)
      if (!entries.length || all.length >= total) break
    }
    saveText(t('import.problemsFile'), problemsAsText(all, language))
  }
  return (
    <>
      <div className="filters" style={{ marginBottom: 12 }}>
        {list !== 'doubtful' && (
          <Segmented<'people' | 'households'>
            value={of}
            onChange={(value) => reset(() => setOf(value))}
            options={[
              { value: 'people', label: t('import.ofPeople') },
              { value: 'households', label: t('import.ofHouseholds') },
            ]}
          />
        )}
        {list === 'doubtful' && (
          <Select
            allowClear
            placeholder={t('import.byReason')}
            aria-label={t('import.byReason')}
            value={about}
            onChange={(value) => reset(() => setAbout(value))}
            popupMatchSelectWidth={false}
            style={{ minWidth: 200, maxWidth: 420 }}
            options={reasons(shown).map(({ code, count }) => ({
              value: code,
              label: count ? `${problemText(code, language)} (${count})` : problemText(code, language),
            }))}
          />
        )}
        {list === 'changed' && of === 'people' && (
          <Select
            allowClear
            placeholder={t('import.byField')}
            aria-label={t('import.byField')}
            value={about}
            onChange={(value) => reset(() => setAbout(value))}
            options={ImportField.options.map((field) => ({ value: field, label: t(`import.field.${field}`) }))}
          />
        )}
        <Input.Search
          allowClear
          placeholder={t('import.byPlace')}
          aria-label={t('import.byPlace')}
          maxLength={40}
          onSearch={(value) => reset(() => setWhere(value.trim()))}
        />
        {list === 'doubtful' && <Button onClick={() => void save()}>{t('import.saveProblems')}</Button>}
      </div>
      <Reading read={read}>
        {({ entries, total, pageSize }) => (
          <EntryTable
            entries={entries}
            list={list}
            of={list === 'doubtful' ? 'people' : of}
            taken={taken}
            onTake={shown.state === 'ready' ? onTake : undefined}
            paging={{ current: page, total, pageSize, onChange: setPage }}
          />
        )}
      </Reading>
    </>
  )
}

/** The reasons for which rows are listed, those of the file with how many rows have them. */
function reasons({ problems, changes }: RosterImport) {
  const more = [
    ...(changes?.conflicts ? ['editedByHand'] : []),
    ...(changes?.elsewhere ? ['notYours'] : []),
    ...(changes?.people.added ? ['perhapsKnown'] : []),
  ]
  return [
    ...[...problems].sort((a, b) => b.count - a.count),
    ...more.filter((code) => code in rosterProblems).map((code) => ({ code, count: 0 })),
  ]
}
