import { DeleteOutlined } from '@ant-design/icons'
import { addEntrance, changeEntrance, removeEntrance } from '@loumen/shared/community/api'
import type { Entrance, EntranceFields } from '@loumen/shared/community/schema'
import { UnitKind } from '@loumen/shared/community/units'
import { AutoComplete, Button, Drawer, Form, Input, Popconfirm, Select } from 'antd'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useCommunityId } from './community'

interface Draft {
  kind: UnitKind
  estate?: string
  building?: string
  name?: string
  label?: string
  lift: 'yes' | 'no' | 'unknown'
  hours?: { from?: string; to?: string }[]
  contactName?: string
  contactPhone?: string
}

const empty: Draft = { kind: 'entrance', lift: 'unknown', hours: [] }

const draftOf = ({ kind, estate, building, name, label, lift, hours, contact }: Entrance): Draft => ({
  kind,
  estate,
  building,
  name,
  label,
  lift: lift === null ? 'unknown' : lift ? 'yes' : 'no',
  hours: hours.map((one) => ({ ...one })),
  contactName: contact?.name,
  contactPhone: contact?.phone ?? undefined,
})

const fieldsOf = (draft: Draft): EntranceFields => ({
  kind: draft.kind,
  estate: draft.estate ?? '',
  building: draft.building ?? '',
  name: draft.name ?? '',
  label: draft.label ?? '',
  lift: draft.lift === 'unknown' ? null : draft.lift === 'yes',
  hours: (draft.hours ?? []).flatMap(({ from, to }) => (from && to ? [{ from, to }] : [])),
  contact: draft.contactName?.trim() ? { name: draft.contactName, phone: draft.contactPhone?.trim() || null } : null,
})

/** Adds an entrance or group, or changes one. */
export function EntranceDrawer({
  entrance,
  entrances,
  onClose,
}: {
  entrance: Entrance | 'new' | undefined
  entrances: readonly Entrance[]
  onClose: () => void
}) {
  const { t } = useWords()
  const title = entrance === 'new' ? t('structure.add') : t('structure.change', { label: entrance?.label ?? '' })
  return (
    <Drawer open={!!entrance} onClose={onClose} title={title} size="min(520px, 100vw)" destroyOnHidden>
      {entrance && (
        <EntranceForm
          key={entrance === 'new' ? 'new' : `${entrance.id} ${entrance.rev}`}
          entrance={entrance === 'new' ? undefined : entrance}
          entrances={entrances}
          onDone={onClose}
        />
      )}
    </Drawer>
  )
}

function EntranceForm(props: { entrance: Entrance | undefined; entrances: readonly Entrance[]; onDone: () => void }) {
  const { entrance, entrances, onDone } = props
  const { t, d } = useWords()
  const communityId = useCommunityId()
  const add = useWrite(addEntrance, onDone)
  const change = useWrite(changeEntrance, onDone)
  const remove = useWrite(removeEntrance, onDone)
  const write = entrance ? change : add
  const known = (by: 'estate' | 'building') => [...new Set(entrances.map((one) => one[by]))].filter(Boolean)
  const send = (draft: Draft) => {
    const fields = fieldsOf(draft)
    if (!entrance) return void add.run({ communityId, ...fields })
    // A label that was made of the names follows them.
    const label = draft.label === entrance.label && !labelIsOwn(entrance) ? '' : fields.label
    void change.run({ entranceId: entrance.id, rev: entrance.rev, ...fields, label })
  }
  return (
    <Form layout="vertical" requiredMark={false} initialValues={entrance ? draftOf(entrance) : empty} onFinish={send}>
      {entrance && (
        <Form.Item label={t('structure.colourFixed')}>
          <ColourChip colour={entrance.colour} />
        </Form.Item>
      )}
      <Form.Item name="kind" label={t('structure.kind')}>
        <Select options={UnitKind.options.map((kind) => ({ value: kind, label: d('unitKind', kind) }))} />
      </Form.Item>
      <Form.Item name="estate" label={t('structure.estate')}>
        <AutoComplete options={known('estate').map((value) => ({ value }))} />
      </Form.Item>
      <Form.Item name="building" label={t('structure.building')}>
        <AutoComplete options={known('building').map((value) => ({ value }))} />
      </Form.Item>
      <Form.Item name="name" label={t('structure.name')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="label" label={t('structure.label')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="lift" label={t('structure.lift')}>
        <Select
          options={[
            { value: 'yes', label: t('structure.liftYes') },
            { value: 'no', label: t('structure.liftNo') },
            { value: 'unknown', label: t('structure.liftUnknown') },
          ]}
        />
      </Form.Item>
      <Hours />
      <Form.Item name="contactName" label={t('structure.contactName')}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="contactPhone" label={t('structure.contactPhone')}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <ErrorPanel error={write.error ?? remove.error} onRetry={write.error ? write.again : remove.again} />
      <div className="row between">
        <Button type="primary" htmlType="submit" loading={write.running}>
          {t('structure.save')}
        </Button>
        {entrance && (
          <Popconfirm
            title={t('structure.removeAsk')}
            okText={t('structure.remove')}
            cancelText={t('cancel')}
            onConfirm={() => void remove.run({ entranceId: entrance.id })}
          >
            <Button danger type="text" loading={remove.running}>
              {t('structure.remove')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </Form>
  )
}

const labelIsOwn = ({ estate, building, name, label }: Entrance) =>
  label !== `${estate}${building}${name}` && label !== `${building}${name}` && label !== estate

function Hours() {
  const { t } = useWords()
  return (
    <Form.List name="hours">
      {(fields, { add, remove }) => (
        <fieldset className="picker">
          <legend>{t('structure.hours')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="row">
              <Form.Item name={[name, 'from']} label={t('structure.hoursFrom')}>
                <Input type="time" required />
              </Form.Item>
              <Form.Item name={[name, 'to']} label={t('structure.hoursTo')}>
                <Input type="time" required />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('structure.hoursRemove')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < 4 && <Button onClick={() => add({})}>{t('structure.hoursAdd')}</Button>}
        </fieldset>
      )}
    </Form.List>
  )
}
