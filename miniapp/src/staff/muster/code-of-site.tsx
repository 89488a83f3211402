import { readJoinCode, renewJoinCode } from '@loumen/shared/muster/asks-api'
import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { pageOrigin } from '../../platform/origin'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { Qr } from '../../ui/qr'
import { SureButton } from '../../ui/sure-button'
import { useWords } from '../../use-words'

/** The code by which people arrive at the site or ask to help, to be scanned from this phone; WeChat's own where it is connected. */
export function CodeOfSite({ siteId }: { siteId: string }) {
  const { t } = useWords(musterPhoneWords)
  const { value, set, problem } = useRead('staff', readJoinCode, { siteId })
  const writing = useWrite('staff')
  return (
    <Section id="arrival-code" title={t('code')}>
      <Words className="quiet">{t('codeText')}</Words>
      {value && (
        <Box className="ticket-qr">
          <Qr id="join-code" text={pageOrigin() + value.address} label={t('code')} />
        </Box>
      )}
      {value?.picture && (
        <Box className="ticket-qr">
          <Box
            id="join-code-wechat"
            className="qr"
            role="img"
            label={t('codeWechat')}
            style={{ backgroundImage: `url("${value.picture}")`, backgroundSize: 'contain' }}
          />
          <Words className="quiet">{t('codeWechat')}</Words>
        </Box>
      )}
      <SureButton
        id="renew-code"
        words={{ ask: t('codeNew'), meaning: t('codeNewSure'), yes: t('codeNewYes') }}
        disabled={writing.busy}
        onSure={() => void writing.write(renewJoinCode, { siteId }, set)}
      />
      <ProblemNote problem={writing.problem ?? problem} retry={writing.retry} />
    </Section>
  )
}
