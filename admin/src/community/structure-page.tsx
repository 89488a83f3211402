import { listEntrances, renamePlace } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import { hoursText } from '@loumen/shared/community/units'
import { compareDoors } from '@loumen/shared/look/elevation'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { communityPath, useCommunityId } from './community'
import { EntranceDrawer } from './entrance-drawer'

/** A community as it is built: estates, their buildings, entrances and groups. */
export default function StructurePage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listEntrances, { communityId })
  const [editing, setEditing] = useState<Entrance | 'new'>()
  return (
    <Page
      title={t('menu.structure')}
      note={t('structure.note')}
      aside={
        <Button type="primary" onClick={() => setEditing('new')} data-testid="add-entrance">
          {t('structure.add')}
        </Button>
      }
    >
      <Reading read={read}>
        {({ entrances }) => (
          <>
            {entrances.length === 0 && <EmptyState title={t('structure.none')} text={t('structure.noneText')} />}
            {group(entrances, 'estate').map(([estate, inside]) => (
              <section key={estate} className="panel estate">
                <div className="row between">
                  <h2>{estate || t('structure.noEstate')}</h2>
                  <Rename estate={estate} name={estate || t('structure.noEstate')} count={inside.length} />
                </div>
                {group(inside, 'building').map(([building, own]) => (
                  <div key={building} className="estate-building">
                    {building && (
                      <div className="row">
                        <h3>
                          <Link to={buildingPath(communityId, estate, building)}>{building}</Link>
                        </h3>
                        <Rename estate={estate} building={building} name={building} count={own.length} />
                      </div>
                    )}
                    <ul className="plain-list">
                      {own.map((entrance) => (
                        <EntranceRow key={entrance.id} entrance={entrance} onChange={setEditing} />
                      ))}
                    </ul>
                  </div>
                ))}
              </section>
            ))}
            <EntranceDrawer entrance={editing} entrances={entrances} onClose={() => setEditing(undefined)} />
          </>
        )}
      </Reading>
    </Page>
  )
}

export const buildingPath = (communityId: string, estate: string, building: string) =>
  communityPath(communityId, `building?${new URLSearchParams({ estate, building })}`)

/** In the order in which people count, what has no name last. */
function group(entrances: readonly Entrance[], by: 'estate' | 'building'): [string, Entrance[]][] {
  const groups = new Map<string, Entrance[]>()
  for (const entrance of entrances) groups.set(entrance[by], [...(groups.get(entrance[by]) ?? []), entrance])
  return [...groups].sort(([a], [b]) => Number(!a) - Number(!b) || compareDoors(a, b))
}

function EntranceRow({ entrance, onChange }: { entrance: Entrance; onChange: (entrance: Entrance) => void }) {
  const { t, d } = useWords()
  const { label, colour, kind, lift, hours, contact, place } = entrance
  const facts = [
    d('unitKind', kind),
    lift === null ? '' : t(lift ? 'structure.liftYes' : 'structure.liftNo'),
    hours.length ? t('groups.hours', { hours: hoursText(hours) }) : '',
    contact ? [contact.name, contact.phone].filter(Boolean).join(' ') : '',
    place ? t('structure.pinned') : '',
  ].filter(Boolean)
  return (
    <li className="row between" data-testid="entrance-row">
      <span className="row">
        <ColourChip colour={colour} label={label} />
        <span className="quiet">{facts.join(' · ')}</span>
      </span>
      <Button size="small" onClick={() => onChange(entrance)} aria-label={t('structure.change', { label })}>
        {t('structure.changeShort')}
      </Button>
    </li>
  )
}

function Rename(props: { estate: string; building?: string; name: string; count: number }) {
  const { estate, building, name, count } = props
  const { t } = useWords()
  const communityId = useCommunityId()
  const [to, setTo] = useState('')
  const [open, setOpen] = useState(false)
  const rename = useWrite(renamePlace, () => setOpen(false))
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            if (to.trim()) void rename.run({ communityId, estate, building, to })
          }}
        >
          <Input
            autoFocus
            maxLength={40}
            value={to}
            aria-label={t('structure.renameTo', { name })}
            placeholder={t('structure.renameTo', { name })}
            onChange={(event) => setTo(event.target.value)}
          />
          <p className="quiet">{t('structure.renamed', { count })}</p>
          <ErrorPanel error={rename.error} onRetry={rename.again} />
          <Button type="primary" htmlType="submit" loading={rename.running} disabled={!to.trim()}>
            {t('structure.rename')}
          </Button>
        </form>
      }
    >
      <Button size="small" type="text">
        {t('structure.rename')}
      </Button>
    </Popover>
  )
}
