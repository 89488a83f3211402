import { issueCertificate, prepareCertificateFile } from '@loumen/shared/certificates/api'
import { type Certificate, certificateFileAddress, spacedCode, type Untold } from '@loumen/shared/certificates/schema'
import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { QrCode } from '../ui/qr-code'
import { saveFrom } from '../ui/save-from'
import { useTime } from '../ui/time'
import './certificates.css'

/** A certificate to print and to put into an envelope. */
export function CertificateSheet({
  roundId,
  person,
  onClose,
}: {
  roundId: string
  person?: Untold
  onClose: () => void
}) {
  const { t } = useWords()
  const [certificate, setCertificate] = useState<Certificate>()
  const { run, error, again, clear } = useWrite(issueCertificate, setCertificate)
  const file = useWrite(prepareCertificateFile, (prepared) =>
    saveFrom(certificateFileAddress(prepared), `${t('certificate.title')}.pdf`),
  )
  const residentId = person?.residentId
  useEffect(() => {
    setCertificate(undefined)
    if (residentId) void run({ roundId, residentId })
  }, [roundId, residentId, run])
  return (
    <Modal
      open={!!person}
      title={<span className="no-print">{t('delivery.print')}</span>}
      onCancel={onClose}
      afterClose={clear}
      footer={
        certificate && (
          <div className="no-print">
            <Button
              loading={file.running}
              onClick={() => void file.run({ roundId, residentId: certificate.residentId })}
            >
              {t('certificate.file')}
            </Button>
            <Button type="primary" onClick={() => window.print()}>
              {t('certificate.print')}
            </Button>
          </div>
        )
      }
      destroyOnHidden
    >
      <ErrorPanel error={error ?? file.error} onRetry={error ? again : file.again} />
      {certificate && <Sheet certificate={certificate} />}
    </Modal>
  )
}

function Sheet({ certificate }: { certificate: Certificate }) {
  const { t } = useWords()
  const time = useTime()
  const { code, name, document, community, round, sampledAt, testedAt, method, lab } = certificate
  const address = `${location.origin}/#/pages/check/index`
  const lines = [
    [t('resident.name'), name],
    [t('certificate.document'), document],
    [t('certificate.round'), `${community} · ${round}`],
    [t('certificate.sampled'), time(sampledAt)],
    [t('certificate.tested'), time(testedAt)],
    [t('certificate.method'), method],
    [t('certificate.lab'), lab],
  ] as const
  return (
    <article className="certificate-sheet" data-testid="certificate">
      <h2>{t('certificate.title')}</h2>
      <p className="certificate-result">{t('certificate.negative')}</p>
      <dl>
        {lines.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <QrCode text={`${address}?code=${code}`} label={t('certificate.code')} />
      <p className="certificate-code">{spacedCode(code)}</p>
      <p className="quiet">{t('certificate.how', { address })}</p>
    </article>
  )
}
