import { type DocumentType, documentTypes, readDocument } from '@loumen/shared/roster/document'
import { modernised } from '@loumen/shared/roster/resident-number'
import type { Resident } from '@loumen/shared/roster/schema'
import { tags } from '@loumen/shared/roster/tags'
import { type ProblemCode, rosterProblems } from '@loumen/shared/words/roster-problems'
import { Button, Form, Input, Select } from 'antd'
import { useWords } from '../ui/language'
import { useToday } from '../ui/today'
import { GuardianFields } from './guardian-fields'

/** What is said of a person. `resident` is who it is now: numbers that are masked stay unless they are written anew. */
export function PersonFields({ resident, others = [] }: { resident?: Resident; others?: readonly Resident[] }) {
  const { t, d } = useWords()
  return (
    <>
      <Form.Item
        name="name"
        label={t('resident.name')}
        rules={[{ required: true, whitespace: true, message: t('resident.name') }]}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="type" label={t('people.documentType')}>
          <Select
            options={documentTypes.map((type) => ({ value: type, label: d('document', type) }))}
            style={{ minWidth: 220 }}
          />
        </Form.Item>
        <Form.Item name="number" label={t('resident.document')} className="wide">
          <Input maxLength={30} autoComplete="off" placeholder={resident?.document} />
        </Form.Item>
      </div>
      <DocumentSays />
      <div className="row fields">
        <Form.Item name="phone" label={t('resident.phone')} className="wide">
          <Input maxLength={40} autoComplete="off" placeholder={resident?.phone} />
        </Form.Item>
        <Form.Item name="relation" label={t('people.relation')}>
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <Form.Item name="tags" label={t('people.tags')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={tags.map((tag) => ({ value: tag, label: d('tag', tag) }))}
        />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="birthDate" label={t('people.birthDate')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="vaccinatedOn" label={t('people.vaccinatedOn')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <GuardianFields others={others} />
      <Form.Item name="note" label={t('people.note')}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="reason" label={t('people.reason')} extra={t('people.reasonHint')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

/** What the number that is being written says, while it is written. */
function DocumentSays() {
  const { t, language } = useWords()
  const form = Form.useFormInstance()
  const today = useToday()
  const number: string = Form.useWatch('number', form) ?? ''
  const type: DocumentType | undefined = Form.useWatch('type', form)
  if (number.trim().length < 5) return null
  const reading = readDocument(number, type, today)
  if (!reading) return null
  const longer = modernised(reading.number)
  const said = reading.fault && rosterProblems[reading.fault as ProblemCode]?.[language === 'zh' ? 0 : 1]
  return (
    <p className={said ? 'to-verify' : 'quiet'} data-testid="document-says" role="status">
      {said
        ? t('people.stillDoubtful', { fault: said })
        : reading.birthDate && reading.sex
          ? t('people.documentOkBorn', { sex: t(`people.${reading.sex}`), born: reading.birthDate })
          : t('people.documentOk')}
      {longer && (
        <Button type="link" size="small" onClick={() => form.setFieldValue('number', longer)}>
          {t('people.modernise', { number: longer })}
        </Button>
      )}
    </p>
  )
}
