import { readJoinCode, renewJoinCode } from '@loumen/shared/muster/asks-api'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { App, Button } from 'antd'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { QrCode } from '../ui/qr-code'
import { Reading } from '../ui/reading'

/** What is posted at each site: by it people of the list arrive, and others ask to help. */
export function Codes({ round }: { round: Round }) {
  const { t } = useWords()
  return (
    <section className="panel stack" data-testid="arrival-codes">
      <h2>{t('muster.code')}</h2>
      <p className="quiet">{t('muster.codeText')}</p>
      {round.sites.map((site) => (
        <CodeOf key={site.id} site={site} />
      ))}
    </section>
  )
}

function CodeOf({ site: { id: siteId, name } }: { site: Site }) {
  const { t } = useWords()
  const { modal } = App.useApp()
  const read = useRead(readJoinCode, { siteId })
  const renew = useWrite(renewJoinCode)
  const ask = () =>
    modal.confirm({
      title: t('muster.codeNew'),
      content: t('muster.codeNewSure'),
      okText: t('muster.codeNew'),
      cancelText: t('cancel'),
      onOk: () => void renew.run({ siteId }),
    })
  return (
    <Reading read={read}>
      {({ address, picture, wechat }) => (
        <div>
          <h3>{name}</h3>
          <ul className="code-ways">
            {picture && (
              <li>
                <img src={picture} alt={`${t('code.wechat')} ${name}`} width={200} height={200} />
                <p>{t('code.wechat')}</p>
              </li>
            )}
            <li>
              <QrCode text={window.location.origin + address} label={`${t('muster.code')} ${name}`} size={200} />
              <p>{t('code.browser')}</p>
            </li>
          </ul>
          {wechat === 'away' && <p className="page-note">{t('code.wechatAway')}</p>}
          <Button loading={renew.running} aria-label={`${t('muster.codeNew')} ${name}`} onClick={ask}>
            {t('muster.codeNew')}
          </Button>
          <ErrorPanel error={renew.error} onRetry={renew.again} />
        </div>
      )}
    </Reading>
  )
}
