import { addResident } from '@loumen/shared/roster/people-api'
import type { Resident } from '@loumen/shared/roster/schema'
import { Button, Form, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { PersonFields } from './person-fields'
import { changeOf, type PersonValues, valuesOf } from './person-values'

/** Adds somebody to a household; without a document on somebody's word, because nobody is turned away. */
export function AddPerson({ householdId, others }: { householdId: string; others: readonly Resident[] }) {
  const { t } = useWords()
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  const add = useWrite(addResident, () => setOpen(false))
  if (!may('roster.vouch')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('people.add')}</Button>
      <Modal
        open={open}
        title={t('people.addTitle')}
        onCancel={() => setOpen(false)}
        footer={null}
        width={640}
        destroyOnHidden
      >
        <Form<PersonValues & { word?: 'captain' | 'guardian' }>
          layout="vertical"
          requiredMark={false}
          initialValues={valuesOf()}
          data-testid="add-person"
          onFinish={({ word, ...values }) =>
            void add.run({
              householdId,
              person: { ...changeOf(values), name: values.name.trim() },
              word,
              reason: values.reason?.trim() || undefined,
            })
          }
        >
          <PersonFields others={others} />
          <Word />
          <ErrorPanel error={add.error} onRetry={add.again} />
          <div className="row">
            <Button type="primary" htmlType="submit" loading={add.running}>
              {t('people.save')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </Form>
      </Modal>
    </>
  )
}

/** Asked only while no document is written. */
function Word() {
  const { t } = useWords()
  const number: string = Form.useWatch('number') ?? ''
  if (number.trim()) return null
  return (
    <Form.Item name="word" label={t('people.word')} extra={t('people.wordText')}>
      <Radio.Group
        options={[
          { value: 'captain', label: t('people.word.captain') },
          { value: 'guardian', label: t('people.word.guardian') },
        ]}
      />
    </Form.Item>
  )
}
