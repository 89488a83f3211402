import { readCommunityCode } from '@loumen/shared/accounts/api'
import { Button } from 'antd'
import { useRead } from '../remote/use-read'
import { CopyLine } from '../ui/copy-line'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { QrCode } from '../ui/qr-code'
import { Reading } from '../ui/reading'
import { useCommunities, useCommunityId } from './community'

/** The community's own code for the chat group and the doors: whoever scans it finds their household (R5). */
export default function CodePage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const communities = useCommunities()
  const name = communities.data?.communities.find(({ id }) => id === communityId)?.name ?? ''
  const read = useRead(readCommunityCode, { communityId })
  return (
    <Page
      title={t('menu.code')}
      note={t('code.note')}
      aside={<Button onClick={() => window.print()}>{t('code.print')}</Button>}
    >
      <Reading read={read}>
        {({ address, wechat, picture, link }) => {
          const whole = `${window.location.origin}${address}`
          return (
            <div className="code-sheet">
              <h2>{name}</h2>
              <p className="code-invitation">{t('code.invitation')}</p>
              <ul className="code-ways">
                {picture && (
                  <li>
                    <img src={picture} alt={t('code.wechat')} width={240} height={240} />
                    <p>{t('code.wechat')}</p>
                  </li>
                )}
                <li>
                  <QrCode text={whole} label={t('code.browser')} size={240} />
                  <p>{t('code.browser')}</p>
                </li>
              </ul>
              <div className="no-print">
                <CopyLine label={t('code.address')} text={whole} />
                {link && <CopyLine label={t('code.link')} text={link} />}
                {wechat === 'away' && <p className="page-note">{t('code.wechatAway')}</p>}
                {wechat === 'off' && <p className="page-note">{t('code.wechatOff')}</p>}
              </div>
            </div>
          )
        }}
      </Reading>
    </Page>
  )
}
