import { listEntrances } from '@loumen/shared/community/api'
import { readHome } from '@loumen/shared/tubes/read-home'
import type { WalkIn } from '@loumen/shared/tubes/schema'
import { say } from '@loumen/shared/words/language'
import { offlineWords } from '@loumen/shared/words/offline'
import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'

interface Props {
  name: string
  door: string
  onChange: (walkIn: WalkIn | undefined) => void
}

/** Somebody who is on no list, with what was written of them: name, document if any, where they live. */
export function Newcomer({ name, door, onChange }: Props) {
  const { language } = useWords()
  const t = (key: 'newName' | 'newDocument' | 'newHome') => say(offlineWords, language, key)
  const places = useRead(listEntrances, { communityId: useCommunityId() }, { every: 60_000 })
  const [person, setPerson] = useState({ newName: name, newDocument: '', newHome: door })
  const entrances = places.data?.entrances
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed, or read, makes another newcomer
  useEffect(() => {
    const [written, document] = [person.newName.trim(), person.newDocument.trim()]
    const home = readHome(person.newHome, entrances ?? [])
    onChange(written && home ? { name: written, home, tags: [], ...(document ? { document } : {}) } : undefined)
  }, [person, entrances])
  return (
    <div className="row fields">
      {(['newName', 'newDocument', 'newHome'] as const).map((field) => (
        <Input
          key={field}
          aria-label={t(field)}
          placeholder={t(field)}
          value={person[field]}
          maxLength={field === 'newHome' ? 80 : 40}
          onChange={(event) => setPerson({ ...person, [field]: event.target.value })}
        />
      ))}
    </div>
  )
}
