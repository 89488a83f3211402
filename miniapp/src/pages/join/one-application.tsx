import { withdrawApplication } from '@loumen/shared/joining/api'
import type { OwnApplication } from '@loumen/shared/joining/schema'
import { joiningWords } from '@loumen/shared/words/joining'
import { useWrite } from '../../remote/use-write'
import { Box, Press, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { Qr } from '../../ui/qr'
import { useWords } from '../../use-words'

/** One application: its state in words, and while it waits the code that the desk takes. */
export function OneApplication({ application, onChanged }: { application: OwnApplication; onChanged: () => void }) {
  const { t, word } = useWords(joiningWords)
  const { write, busy, problem, retry } = useWrite('resident')
  const { id, name, place, state, code, reason, provisional } = application
  return (
    <Box id={`application-${code}`} className="card">
      <Words className="card-title">{name}</Words>
      <Words className="note">{place}</Words>
      <Words className="lead">{word('application', state)}</Words>
      {reason && <Words className="note">{t('reason', { reason })}</Words>}
      {provisional && <Words className="note">{t('provisional')}</Words>}
      {state === 'waiting' && (
        <>
          <Qr text={`LA1.${code}`} label={t('code', { code })} />
          <Words className="lead">{t('code', { code })}</Words>
          <Words className="note">{t('codeHint')}</Words>
          {!provisional && (
            <Press
              id={`withdraw-${code}`}
              className="press-link"
              disabled={busy}
              onPress={() => void write(withdrawApplication, { applicationId: id }, onChanged)}
            >
              {t('withdraw')}
            </Press>
          )}
        </>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}
