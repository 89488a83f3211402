import type { Resident } from '@loumen/shared/roster/schema'
import { Form, Input, Select } from 'antd'
import { useWords } from '../ui/language'

/** Who acts for somebody: nobody, a person of the household, or somebody else. */
export function GuardianFields({ others }: { others: readonly Resident[] }) {
  const { t } = useWords()
  const chosen = Form.useWatch('guardian')
  return (
    <>
      <Form.Item name="guardian" label={t('people.guardian')}>
        <Select
          options={[
            { value: '', label: t('people.guardianNone') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'other', label: t('people.guardianOther') },
          ]}
        />
      </Form.Item>
      {chosen === 'other' && (
        <div className="row fields">
          <Form.Item
            name="guardianName"
            label={t('people.guardianName')}
            rules={[{ required: true, whitespace: true, message: t('people.guardianName') }]}
          >
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="guardianPhone" label={t('people.guardianPhone')}>
            <Input maxLength={40} />
          </Form.Item>
        </div>
      )}
    </>
  )
}
