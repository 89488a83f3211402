import { deleteMe, exportMe } from '@loumen/shared/accounts/api'
import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { useState } from 'react'
import { handOut } from '../../platform/hand-out'
import { startOver } from '../../platform/places'
import { callAs } from '../../remote/call'
import { type Problem, problemOf } from '../../remote/problem'
import { endSession } from '../../remote/session'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { SureButton } from '../../ui/sure-button'
import { useWords } from '../../use-words'

/** Taking one's data away, and deleting the account. */
export function MyData() {
  const { t } = useWords(phoneAccountWords)
  const { write, busy, problem, retry } = useWrite('resident')
  const [unread, setUnread] = useState<Problem>()
  const [said, setSaid] = useState<'dataExported' | 'dataCopied' | 'dataExportFailed'>()
  const takeAway = async () => {
    setUnread(undefined)
    setSaid(undefined)
    try {
      const given = await handOut('loumen.json', JSON.stringify(await callAs.resident(exportMe, {}), null, 2))
      setSaid(given === 'file' ? 'dataExported' : given === 'copied' ? 'dataCopied' : 'dataExportFailed')
    } catch (error) {
      setUnread(problemOf(error))
    }
  }
  const forget = () => {
    endSession('resident')
    startOver('home')
  }
  return (
    <Section id="my-data" title={t('dataTitle')}>
      <QuietButton id="export-me" onPress={() => void takeAway()}>
        {t('dataExport')}
      </QuietButton>
      {said && (
        <Box id="exported" className="note" role="status">
          {t(said)}
        </Box>
      )}
      <SureButton
        id="delete-me"
        words={{ ask: t('dataDelete'), meaning: t('dataDeleteSure'), yes: t('dataDeleteYes') }}
        disabled={busy}
        onSure={() => void write(deleteMe, {}, forget)}
      />
      <ProblemNote problem={problem ?? unread} retry={retry} />
    </Section>
  )
}
