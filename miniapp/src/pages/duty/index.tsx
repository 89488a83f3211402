import { answerAlert, readAlertLink } from '@loumen/shared/incidents/api'
import type { AlertByLink } from '@loumen/shared/incidents/schema'
import { dutyPhoneWords } from '@loumen/shared/words/duty-on-phones'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { goBack, startOver } from '../../platform/places'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { Page } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** Whoever is on duty takes an incident on by the link in their message, with no account and without learning about anybody. */
export default function DutyPage() {
  const { t, word } = useWords(dutyPhoneWords)
  const { t: token = '' } = useRouter().params
  const [alert, setAlert] = useState<AlertByLink>()
  const { write, problem, retry, busy } = useWrite('resident')
  useEffect(() => {
    if (token.length >= 20) void write(readAlertLink, { token }, setAlert)
  }, [token, write])
  const taken = alert?.state === 'acknowledged'
  return (
    <Page
      id="duty"
      title={t('title')}
      onBack={() => goBack(() => startOver('home'))}
      footer={
        alert &&
        !taken && (
          <BigButton
            id="duty-take"
            disabled={busy}
            onPress={() => void write(answerAlert, { token }, () => setAlert({ ...alert, state: 'acknowledged' }))}
          >
            {t('take')}
          </BigButton>
        )
      }
    >
      {alert && (
        <>
          <Heading className="big-title">{t('people', { count: alert.people })}</Heading>
          <Words className="lead">{t('incident', { number: alert.number })}</Words>
          <Words className="fact">{t('forBody', { body: word('body', alert.body) })}</Words>
        </>
      )}
      {taken && (
        <Box id="duty-taken" className="card" role="status">
          <Heading className="card-title">{t('taken')}</Heading>
          <Words className="fact">{t('takenText')}</Words>
        </Box>
      )}
      {alert && <Words className="note">{t('more')}</Words>}
      {token.length < 20 && (
        <Box className="card" role="status">
          <Heading className="card-title">{t('wrong')}</Heading>
          <Words className="fact">{t('wrongText')}</Words>
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </Page>
  )
}
