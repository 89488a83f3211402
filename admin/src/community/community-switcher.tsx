import { Select } from 'antd'
import { useNavigate } from 'react-router'
import { useSession } from '../remote/session'
import { useWords } from '../ui/language'
import { communityPath, useCommunities } from './community'

const another = 'new'

/** Where the person works; the place to go to another community or to make one. */
export function CommunitySwitcher({ communityId }: { communityId?: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const navigate = useNavigate()
  const { data } = useCommunities()
  const options = (data?.communities ?? []).map(({ id, name }) => ({ value: id, label: name }))
  if (may('communities.create')) options.push({ value: another, label: t('community.createAnother') })
  if (!communityId || options.length === 0) return null
  return (
    <Select
      className="switcher"
      variant="borderless"
      aria-label={t('community.switch')}
      data-testid="community-switcher"
      value={communityId}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(id) => navigate(id === another ? '/communities/new' : communityPath(id))}
    />
  )
}
