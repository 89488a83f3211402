import { Policy } from '@loumen/shared/rounds/schema'
import { Checkbox, Form, Input, InputNumber, Radio } from 'antd'
import { useWords } from '../ui/language'

export interface TellingPlan {
  quietFrom?: string
  quietUntil?: string
  pushInQuiet: boolean
  knockAfter: number
  recallSamples: Policy['recallSamples']
}

const { quiet, pushInQuiet, knockAfter, recallSamples } = Policy.parse({ poolSize: 10 })

/** What a new round starts with. */
export const usualTelling: TellingPlan = {
  quietFrom: quiet?.from,
  quietUntil: quiet?.to,
  pushInQuiet,
  knockAfter,
  recallSamples,
}

/** The part of the policy that these fields decide. */
export const tellingPolicy = ({ quietFrom, quietUntil, ...rest }: TellingPlan) => ({
  quiet: quietFrom && quietUntil ? { from: quietFrom, to: quietUntil } : null,
  pushInQuiet: rest.pushInQuiet,
  knockAfter: rest.knockAfter,
  recallSamples: rest.recallSamples,
})

/** When and how people are told of their call, and how often those of a positive tube are sampled again. */
export function PolicyFields() {
  const { t } = useWords()
  return (
    <>
      <h2>{t('round.telling')}</h2>
      <Form.Item label={t('round.quiet')} htmlFor="quietFrom" extra={t('round.quietNote')}>
        <div className="row">
          <Form.Item name="quietFrom" noStyle>
            <Input id="quietFrom" type="time" aria-label={t('round.quietFrom')} style={{ width: 130 }} />
          </Form.Item>
          <span aria-hidden="true">–</span>
          <Form.Item
            name="quietUntil"
            noStyle
            dependencies={['quietFrom']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_rule, until?: string) => {
                  const from: string | undefined = getFieldValue('quietFrom')
                  const fits = from || until ? from && until && from !== until : true
                  return fits ? Promise.resolve() : Promise.reject(new Error(t('round.quietRule')))
                },
              }),
            ]}
          >
            <Input type="time" aria-label={t('round.quietUntil')} style={{ width: 130 }} />
          </Form.Item>
        </div>
      </Form.Item>
      <Form.Item name="pushInQuiet" valuePropName="checked">
        <Checkbox>{t('round.pushInQuiet')}</Checkbox>
      </Form.Item>
      <Form.Item
        name="knockAfter"
        label={t('round.knockAfter')}
        extra={t('round.knockAfterNote')}
        rules={[{ required: true, type: 'integer', min: 2, max: 60, message: t('round.knockAfterRule') }]}
      >
        <InputNumber min={2} max={60} precision={0} />
      </Form.Item>
      <Form.Item name="recallSamples" label={t('round.recallSamples')} extra={t('round.recallSamplesNote')}>
        <Radio.Group
          optionType="button"
          options={([1, 2] as const).map((count) => ({ value: count, label: t('round.samples', { count }) }))}
        />
      </Form.Item>
    </>
  )
}
