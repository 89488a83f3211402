import { editHousehold, searchRoster } from '@loumen/shared/roster/people-api'
import type { Household } from '@loumen/shared/roster/schema'
import { type Tag, tags } from '@loumen/shared/roster/tags'
import type { HonouredTime } from '@loumen/shared/roster/times'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Values {
  tags: Tag[]
  note?: string
  times: { from?: string; until?: string; day?: string }[]
  comesWith: string[]
}

/** A household's own tags, note, times to honour, and who comes down with it. */
export function EditHousehold({ household }: { household: Household }) {
  const { t, d } = useWords()
  const [open, setOpen] = useState(false)
  const edit = useWrite(editHousehold, () => setOpen(false))
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('household.edit')}
      </Button>
      <Modal open={open} title={t('household.edit')} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <Form<Values>
          layout="vertical"
          data-testid="edit-household"
          initialValues={{
            tags: household.tags,
            note: household.note ?? '',
            times: household.times.map(({ from, until, day }) => ({
              from: from ?? undefined,
              until: until ?? undefined,
              day: day ?? undefined,
            })),
            comesWith: household.comesWith.map(({ id }) => id),
          }}
          onFinish={(values) =>
            void edit.run({
              householdId: household.id,
              rev: household.rev,
              tags: values.tags,
              note: values.note?.trim() || null,
              times: timesOf(values.times),
              comesWith: values.comesWith,
            })
          }
        >
          <Form.Item name="tags" label={t('household.tags')}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={tags.map((tag) => ({ value: tag, label: d('tag', tag) }))}
            />
          </Form.Item>
          <Form.Item name="note" label={t('household.note')}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item label={t('household.times')} extra={t('household.timesText')}>
            <Form.List name="times">
              {(rows, { add, remove }) => (
                <>
                  {rows.map(({ key, name }) => (
                    <div className="row" key={key}>
                      <Form.Item name={[name, 'from']} noStyle>
                        <Input type="time" aria-label={t('household.timeFrom')} style={{ width: 110 }} />
                      </Form.Item>
                      <Form.Item name={[name, 'until']} noStyle>
                        <Input type="time" aria-label={t('household.timeUntil')} style={{ width: 110 }} />
                      </Form.Item>
                      <Form.Item name={[name, 'day']} noStyle>
                        <Input type="date" aria-label={t('household.timeDay')} style={{ width: 150 }} />
                      </Form.Item>
                      <Button size="small" onClick={() => remove(name)}>
                        {t('household.timeRemove')}
                      </Button>
                    </div>
                  ))}
                  {rows.length < 6 && (
                    <Button size="small" onClick={() => add({})}>
                      {t('household.timeAdd')}
                    </Button>
                  )}
                </>
              )}
            </Form.List>
          </Form.Item>
          <Form.Item name="comesWith" label={t('household.comesWith')}>
            <Companions household={household} />
          </Form.Item>
          <ErrorPanel error={edit.error} onRetry={edit.again} />
          <div className="row">
            <Button type="primary" htmlType="submit" loading={edit.running}>
              {t('people.save')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </Form>
      </Modal>
    </>
  )
}

/** Rows that say a time; an empty one is none. */
const timesOf = (rows: Values['times']): HonouredTime[] =>
  rows.flatMap(({ from, until, day }) =>
    from || until ? [{ from: from || null, until: until || null, day: day || null }] : [],
  )

/** Households of the community, found by door. */
function Companions({
  household,
  value = [],
  onChange,
}: {
  household: Household
  value?: string[]
  onChange?: (ids: string[]) => void
}) {
  const { t } = useWords()
  const [labels, setLabels] = useState(
    () => new Map(household.comesWith.map(({ id, entrance, door }) => [id, `${entrance} ${door}`])),
  )
  const find = useWrite(searchRoster, ({ households }) =>
    setLabels(
      (known) => new Map([...known, ...households.map((one) => [one.id, `${one.entrance} ${one.door}`] as const)]),
    ),
  )
  return (
    <Select
      mode="multiple"
      value={value}
      onChange={onChange}
      placeholder={t('household.comesWithFind')}
      showSearch={{
        filterOption: false,
        onSearch: (text) => {
          if (text.trim()) void find.run({ communityId: household.communityId, text })
        },
      }}
      options={[...labels].filter(([id]) => id !== household.id).map(([id, label]) => ({ value: id, label }))}
    />
  )
}
