import { createCommunity } from '@loumen/shared/community/api'
import { Button, Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { communityPath } from './community'

/** The first step of a new community: its name. The roster follows. */
export default function NewCommunityPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const create = useWrite(createCommunity, ({ id }) => navigate(communityPath(id, 'roster/import')))
  return (
    <Page title={t('community.create')} note={t('community.createNote')}>
      <Form layout="vertical" className="narrow panel" onFinish={create.run} requiredMark={false}>
        <Form.Item
          name="name"
          label={t('community.name')}
          rules={[{ required: true, whitespace: true, max: 40, message: t('community.nameRule') }]}
        >
          <Input autoFocus maxLength={40} placeholder={t('community.nameExample')} />
        </Form.Item>
        <ErrorPanel error={create.error} onRetry={create.again} />
        <Button type="primary" htmlType="submit" size="large" loading={create.running}>
          {t('community.createThen')}
        </Button>
      </Form>
    </Page>
  )
}
