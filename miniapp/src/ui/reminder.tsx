import { linkWechat } from '@loumen/shared/accounts/api'
import { grantNotices, phoneSetup, readNoticeGrants } from '@loumen/shared/notices/api'
import type { NoticeKind } from '@loumen/shared/notices/schema'
import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { useState } from 'react'
import { askForMessages, inWechat, loginCode } from '../platform/wechat'
import { callAs } from '../remote/call'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { useWords } from '../use-words'
import { QuietButton } from './big-button'
import { Box, Words } from './elements'
import { ProblemNote } from './problem-note'

const nothing = {}

interface Props {
  /** What to be told of; one tap asks for all of them. */
  kinds: readonly NoticeKind[]
  words: 'remind' | 'remindResults' | 'remindFetch'
}

/** Asks, at a tap, for one WeChat message of each kind. Nothing is shown where WeChat cannot send any. */
export function Reminder({ kinds, words }: Props) {
  const { t } = useWords(phoneAccountWords)
  const session = useSession('resident')
  const asks = inWechat && session ? nothing : undefined
  const setup = useRead('resident', phoneSetup, asks)
  const grants = useRead('resident', readNoticeGrants, asks)
  const { write, problem, retry } = useWrite('resident')
  const [said, setSaid] = useState<'remindDone' | 'remindRefused' | 'remindOff' | 'remindFailed'>()
  const templates = (setup.value?.templates ?? []).filter(({ kind }) => kinds.includes(kind))
  const known = grants.value
  if (!templates.length || !known) return null

  const ask = async () => {
    // WeChat answers only what a tap asks itself: nothing may come before this.
    const answer = await askForMessages(templates.map(({ id }) => id))
    const accepted = templates.filter(({ id }) => answer.accepted.includes(id)).map(({ kind }) => kind)
    if (!accepted.length) return setSaid(refusals[answer.problem ?? 'refused'])
    if (!known.reachable) {
      const code = await loginCode()
      if (code) await callAs.resident(linkWechat, { code }).catch(() => {})
    }
    await write(grantNotices, { accepted }, (after) => {
      grants.set(after)
      setSaid(after.reachable ? 'remindDone' : 'remindFailed')
    })
  }
  const waits = templates.every(({ kind }) => known.left[kind])
  return (
    <Box id={`reminder-${words}`} className="card">
      {waits && !said ? (
        <Words id="reminder-waits">{t('remindDone')}</Words>
      ) : (
        <QuietButton id={`ask-${words}`} onPress={() => void ask()}>
          {t(words)}
        </QuietButton>
      )}
      {said && (
        <Box id="reminder-answer" className="note" role="status">
          {t(said)}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </Box>
  )
}

const refusals = { refused: 'remindRefused', off: 'remindOff', failed: 'remindFailed' } as const
