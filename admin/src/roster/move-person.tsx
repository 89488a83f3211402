import { listEntrances } from '@loumen/shared/community/api'
import { moveResident } from '@loumen/shared/roster/people-api'
import type { Resident } from '@loumen/shared/roster/schema'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Somebody moves to another door of the community; a door that is not known yet is made. */
export function MovePerson({ resident, onClose }: { resident: Resident; onClose: () => void }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const places = useRead(listEntrances, { communityId })
  const move = useWrite(moveResident, onClose)
  return (
    <Modal open title={t('people.moveTitle', { name: resident.name })} onCancel={onClose} footer={null}>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ entranceId, door }: { entranceId: string; door: string }) =>
          void move.run({ residentId: resident.id, rev: resident.rev, entranceId, door })
        }
      >
        <Form.Item
          name="entranceId"
          label={t('household.entrance')}
          rules={[{ required: true, message: t('filter.entrance') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(places.data?.entrances ?? []).map(({ id, label }) => ({ value: id, label }))}
          />
        </Form.Item>
        <Form.Item
          name="door"
          label={t('household.door')}
          rules={[{ required: true, whitespace: true, message: t('household.door') }]}
        >
          <Input maxLength={20} />
        </Form.Item>
        <ErrorPanel error={move.error ?? places.error} onRetry={move.again} />
        <Button type="primary" htmlType="submit" loading={move.running}>
          {t('people.save')}
        </Button>
      </Form>
    </Modal>
  )
}
