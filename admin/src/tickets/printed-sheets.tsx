import { PrinterOutlined } from '@ant-design/icons'
import { entranceColour } from '@loumen/shared/look/colours'
import { shapePaths } from '@loumen/shared/look/shapes'
import { readEntranceCode } from '@loumen/shared/rounds/api'
import type { Slip, SlipSheet } from '@loumen/shared/tickets/schema'
import { fasting, smokeFree } from '@loumen/shared/tubes/before-swab'
import { Button } from 'antd'
import { useRead } from '../remote/use-read'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { QrCode } from '../ui/qr-code'

/** Two columns of six on a page of A4. */
export const slipsToPage = 12

interface Props {
  sheets: readonly SlipSheet[]
  onLost?: (slip: Slip) => void
}

/** The pages as they come out of the printer, with their number. */
export function PrintedSheets({ sheets, onLost }: Props) {
  const { t } = useWords()
  const pages = sheets.flatMap((sheet) =>
    Array.from({ length: Math.ceil(sheet.slips.length / slipsToPage) }, (_, i) => ({
      sheet,
      slips: sheet.slips.slice(i * slipsToPage, (i + 1) * slipsToPage),
    })),
  )
  const slips = pages.reduce((sum, page) => sum + page.slips.length, 0)
  if (!slips) return <EmptyState title={t('slips.nobody')} text={t('slips.nobodyText')} />
  return (
    <>
      <div className="row between unprinted">
        <b data-testid="slip-total">{t('slips.total', { slips, pages: pages.length })}</b>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('slips.print')}
        </Button>
      </div>
      <div className="sheets">
        {pages.map(({ sheet, slips: own }) => (
          <div key={`${sheet.entranceId} ${own[0]?.number}`} className="sheet" data-testid="sheet">
            {own.map((slip) => (
              <OneSlip key={slip.code} sheet={sheet} slip={slip} onLost={onLost} />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

/** Colours are drawn, not backgrounds, which browsers leave out; shape and names carry the meaning without them. */
function OneSlip({ sheet, slip, onLost }: { sheet: SlipSheet; slip: Slip; onLost?: (slip: Slip) => void }) {
  const { t, language } = useWords()
  const { data: ways } = useRead(readEntranceCode, { entranceId: sheet.entranceId })
  const look = entranceColour(sheet.colour)
  const colour = t('slips.colour', {
    colour: look[language],
    shape: language === 'zh' ? look.shapeZh : look.shapeEn,
  })
  return (
    <div className="slip" data-testid="slip" data-number={slip.number}>
      <svg className="slip-band" viewBox="0 0 24 46" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0.5" y="0.5" width="23" height="45" fill={look.fill} stroke="#000000" />
        <path transform="translate(4 4) scale(0.667)" d={shapePaths[look.shape]} fill={look.text} />
        <rect x="3" y="25" width="18" height="18" fill="#FFFFFF" stroke="#000000" strokeWidth="0.5" />
        <path transform="translate(5 27) scale(0.583)" d={shapePaths[look.shape]} fill="#000000" />
      </svg>
      <div className={ways?.picture ? 'slip-words slip-words-beside' : 'slip-words'}>
        <b className="slip-entrance">{sheet.entrance}</b>
        <span className="slip-number">{slip.number}</span>
        <span className="slip-colour">{colour}</span>
        <span className="slip-door">
          {slip.door ? (slip.floor ? t('slips.door', { ...slip }) : slip.door) : t('slips.blankDoor')}
        </span>
        <small>
          {sheet.community} · {sheet.round} · {t('slips.keep')}{' '}
          {t('slips.swab', { hours: fasting / 60, minutes: smokeFree })} {t('slips.tell')}
        </small>
        {ways?.picture && (
          <figure className="slip-follow">
            <img src={ways.picture} alt="" />
            <figcaption>{t('slips.follow')}</figcaption>
          </figure>
        )}
      </div>
      <QrCode text={slip.code} label={`${sheet.entrance} ${slip.number}`} size={116} />
      {onLost && (
        <Button className="slip-lost unprinted" size="small" onClick={() => onLost(slip)}>
          {t('slips.lost')}
        </Button>
      )}
    </div>
  )
}
