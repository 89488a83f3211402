import type { ImportEntry } from '@loumen/shared/imports/schema'
import { useWords } from '../ui/language'

type Field = ImportEntry['fields'][number]

/** Fields with what stands there and what the file says. */
export function FieldChanges({ fields }: { fields: readonly Field[] }) {
  const { t, d } = useWords()
  const said = ({ field }: Field, text: string | null) => {
    if (!text) return '—'
    if (field === 'tags')
      return text
        .split(' ')
        .map((tag) => d('tag', tag))
        .join('、')
    return field === 'sex' ? d('sex', text) : text
  }
  return (
    <ul>
      {fields.map((change) => (
        <li key={change.field}>
          <span className="quiet">{t(`import.field.${change.field}`)} </span>
          {change.field === 'leaving' ? (
            `${t('import.left')} → ${t('import.back')}`
          ) : (
            <>
              <del>{said(change, change.before)}</del> → <strong>{said(change, change.after)}</strong>
            </>
          )}
          {change.kept && <span className="quiet"> ({t('import.keptByHand')})</span>}
        </li>
      ))}
    </ul>
  )
}
