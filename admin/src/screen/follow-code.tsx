import type { PhoneWays } from '@loumen/shared/accounts/schema'
import { readSiteCode } from '@loumen/shared/rounds/api'
import { useEffect, useState } from 'react'
import { call } from '../remote/call'
import { QrCode } from '../ui/qr-code'
import { en, zh } from './words'

const retryEvery = 60_000

/** The code that opens this board on a phone: the mini-program's where WeChat is connected, else the page's address. */
export function FollowCode({ siteId }: { siteId: string }) {
  const [ways, setWays] = useState<PhoneWays>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const find = () =>
      call(readSiteCode, { siteId })
        .then((found) => {
          setWays(found)
          return found.wechat === 'away'
        })
        .catch(() => true)
        .then((again) => {
          if (again) timer = setTimeout(find, retryEvery)
        })
    void find()
    return () => clearTimeout(timer)
  }, [siteId])
  if (!ways) return null
  return (
    <figure className="follow" data-testid="follow">
      {ways.picture ? (
        <img src={ways.picture} alt={zh('follow')} />
      ) : (
        <QrCode text={location.origin + ways.address} label={zh('follow')} />
      )}
      <figcaption>
        {zh('follow')} <small lang="en">{en('follow')}</small>
      </figcaption>
    </figure>
  )
}
