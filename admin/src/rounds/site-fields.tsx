import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber } from 'antd'
import { useWords } from '../ui/language'

/** The sites of a round: name, place, and how many tables each has. */
export function SiteFields() {
  const { t } = useWords()
  const required = { required: true, whitespace: true, message: t('round.siteRule') }
  return (
    <Form.List name="sites">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="site-fields">
              <Form.Item name={[name, 'name']} label={t('round.siteName')} rules={[required]}>
                <Input maxLength={40} placeholder={t('round.siteNameExample')} />
              </Form.Item>
              <Form.Item name={[name, 'place']} label={t('round.sitePlace')} rules={[required]}>
                <Input maxLength={80} placeholder={t('round.sitePlaceExample')} />
              </Form.Item>
              <Form.Item name={[name, 'tables']} label={t('round.siteTables')} rules={[{ required: true }]}>
                <InputNumber min={1} max={40} precision={0} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('round.siteRemove')}
                  onClick={() => remove(name)}
                />
              )}
            </div>
          ))}
          {fields.length < 20 && (
            <Button icon={<PlusOutlined />} onClick={() => add({ tables: 2 })}>
              {t('round.siteAdd')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  )
}
