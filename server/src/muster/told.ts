import { publish } from '../realtime/publish'

/** Tells who follows the muster board: the office, and the phones of a site. */
export function tellMuster({ _id, nodeId }: { _id: unknown; nodeId: unknown }) {
  publish.changed('community', String(nodeId), 'muster')
  publish.changed('site', String(_id), 'muster')
}
