import { claimBySlip } from '@loumen/shared/tickets/api'
import { slipClaimWords } from '@loumen/shared/words/slips'
import { cameraObstacle, scanWithCamera } from '../../platform/camera'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** The other way to a household: the code on one of its slips. Not shown where the phone cannot scan. */
export function ScanSlip({ onGranted }: { onGranted: () => void }) {
  const { t } = useWords(slipClaimWords)
  const { write, busy, problem, retry } = useWrite('resident')
  if (cameraObstacle) return null
  const scan = async () => {
    const code = await scanWithCamera(t('turnBack'))
    if (code) await write(claimBySlip, { code }, onGranted)
  }
  return (
    <Section id="claim-by-slip">
      <Words className="quiet">{t('haveSlip')}</Words>
      <QuietButton id="scan-slip" onPress={() => void scan()} disabled={busy}>
        {t('scanSlip')}
      </QuietButton>
      <ProblemNote problem={problem} retry={retry} />
    </Section>
  )
}
