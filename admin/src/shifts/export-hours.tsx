import { exportHours } from '@loumen/shared/shifts/api'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ExportForm } from '../roster/export-dialog'
import { useWords } from '../ui/language'
import { saveBytes } from '../ui/save-bytes'

/** Takes the hours of a round out as a file: masked, or in full for a reason by those who may. */
export function ExportHours({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const take = useWrite(exportHours, ({ name, content }) => saveBytes(name, content))
  return (
    <ExportForm
      open={t('hours.export')}
      mayFull={may('hours.exportFull')}
      take={(values) => take.run({ roundId, ...values })}
      write={take}
    />
  )
}
