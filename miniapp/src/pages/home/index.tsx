import { useHousehold } from '../../use-household'
import { Introduction } from './introduction'
import { NoHousehold } from './no-household'
import { NoRound } from './no-round'
import { Now } from './now'
import { Opening } from './opening'

/** A resident's home: who they are, where their household stands, and the one next step. */
export default function Home() {
  const { session, reading, household, households, choose } = useHousehold()
  if (session === undefined) return <Opening />
  if (session === null) return <Introduction />
  if (household) return <Now reading={reading} household={household} households={households} choose={choose} />
  if (!reading.value) return <Opening problem={reading.problem} />
  if (!reading.value.households.length) return <NoHousehold waiting={reading.value.claims > 0} />
  return <NoRound at={reading.at} households={reading.value.households} />
}
