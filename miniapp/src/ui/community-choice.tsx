import { listCommunities } from '@loumen/shared/community/api'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { Choices } from './choices'

const everywhere = {}

/** Which community a form is about: the one whose link was followed, the only one, or the one that is chosen. */
export function useCommunityChoice(invited: string | undefined) {
  const list = useRead('resident', listCommunities, everywhere)
  const [chosen, choose] = useState(invited)
  const communities = list.value?.communities ?? []
  const only = communities.length === 1 ? communities[0] : undefined
  return { list, communities, communityId: (communities.find(({ id }) => id === chosen) ?? only)?.id, chosen, choose }
}

interface Props {
  label: string
  choice: Pick<ReturnType<typeof useCommunityChoice>, 'communities' | 'communityId'>
  onChoose: (communityId: string) => void
}

/** Asked only where there are several. */
export function CommunityChoice({ label, choice: { communities, communityId }, onChoose }: Props) {
  if (communities.length < 2) return null
  return (
    <Choices
      id="community"
      label={label}
      titled
      options={communities.map(({ id, name }) => ({ value: id, text: name }))}
      value={communityId}
      onChange={onChoose}
    />
  )
}
