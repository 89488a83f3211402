import { offlineWords } from '@loumen/shared/words/offline'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { journalText } from '../../offline/handing'
import { type Entry, handedOver } from '../../offline/journal'
import { handOut } from '../../platform/hand-out'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { Qr } from '../../ui/qr'
import { useWords } from '../../use-words'

/** A code that a phone's camera still reads from a screen; sealing makes records longer. */
const inOneCode = 2

/** Gives the records to another phone: code after code, or all of them as a file or a text. */
export function HandOver({ entries }: { entries: readonly Entry[] }) {
  const { t } = useWords(offlineWords)
  const [at, setAt] = useState<number>()
  const [gave, setGave] = useState<'copied' | 'gaveFile'>()
  const [given, setGiven] = useState<readonly Entry[]>(entries)
  const total = Math.ceil(given.length / inOneCode)
  const begin = () => {
    setGiven(entries)
    setAt(0)
  }
  const copy = async () => {
    setGiven(entries)
    await Taro.setClipboardData({ data: journalText(entries) })
    setGave('copied')
  }
  const give = async () => {
    setGiven(entries)
    const how = await handOut('loumen-records.json', journalText(entries))
    if (how) setGave(how === 'file' ? 'gaveFile' : 'copied')
  }
  return (
    <Section id="hand-over" title={t('handOverTitle')}>
      <Words className="quiet">{t('handOverHint')}</Words>
      <Words className="quiet">{t(entries.every(({ sealKey }) => sealKey) ? 'handOverSealed' : 'handOverOpen')}</Words>
      {at === undefined ? (
        <QuietButton id="show-codes" onPress={begin}>
          {t('codeOf', { number: 1, total: Math.ceil(entries.length / inOneCode) })}
        </QuietButton>
      ) : (
        <Box>
          <Qr
            id="records-code"
            text={journalText(given.slice(at * inOneCode, (at + 1) * inOneCode))}
            label={t('codeOf', { number: at + 1, total })}
          />
          <Words className="lead">{t('codeOf', { number: at + 1, total })}</Words>
          {at + 1 < total && (
            <BigButton id="next-code" onPress={() => setAt(at + 1)}>
              {t('nextCode')}
            </BigButton>
          )}
        </Box>
      )}
      <QuietButton id="give-file" onPress={() => void give()}>
        {t('giveFile')}
      </QuietButton>
      <QuietButton id="copy-records" onPress={() => void copy()}>
        {t('copyText')}
      </QuietButton>
      {gave && <Words className="quiet">{t(gave)}</Words>}
      {(gave || (at !== undefined && at + 1 >= total)) && (
        <QuietButton id="records-taken" onPress={() => void handedOver(given.map(({ operation }) => operation.id))}>
          {t('taken', { count: given.length })}
        </QuietButton>
      )}
    </Section>
  )
}
