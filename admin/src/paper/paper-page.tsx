import { Tabs } from 'antd'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { EnterSheet } from './enter-sheet'
import { PrintSheets } from './print-sheets'
import './paper.css'

/** Work on paper, when nothing else works: sheets to print, and the screen that enters them afterwards. */
export default function PaperPage() {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  return (
    <RoundPageFrame title={t('menu.paper')} note={t('paper.note')}>
      {(round) => (
        <Tabs
          key={round.id}
          className="paper-tabs"
          destroyOnHidden
          activeKey={address.show === 'enter' ? 'enter' : 'print'}
          onChange={(show) => setAddress({ show })}
          items={[
            { key: 'print', label: t('paper.print'), children: <PrintSheets round={round} /> },
            { key: 'enter', label: t('paper.enter'), children: <EnterSheet round={round} /> },
          ]}
        />
      )}
    </RoundPageFrame>
  )
}
