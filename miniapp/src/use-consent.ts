import { readConsents, setConsent } from '@loumen/shared/accounts/api'
import { consentVersions } from '@loumen/shared/accounts/consent'
import { useSession } from './remote/session'
import { useRead } from './remote/use-read'
import { useWrite } from './remote/use-write'

const nothing = {}

/** The resident's consent to be shown results, with the way to give it and to take it back. */
export function useConsent(after: () => void = () => {}) {
  const session = useSession('resident')
  const reading = useRead('resident', readConsents, session ? nothing : undefined, { keepAs: 'consents' })
  const writing = useWrite('resident')
  const answer = (given: boolean) =>
    void writing.write(setConsent, { kind: 'healthData', given, version: consentVersions.healthData }, (consents) => {
      reading.set(consents)
      after()
    })
  return { reading, answer, ...writing, consent: reading.value?.healthData }
}
