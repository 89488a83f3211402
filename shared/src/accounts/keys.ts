import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { LabKey } from './schema'

/** The keys for a community's rounds, also those of nodes above. A key may report results and take boxes in, nothing else. */
export const listLabKeys = endpoint({
  name: 'listLabKeys',
  method: 'GET',
  path: '/communities/:communityId/lab-keys',
  input: z.object({ communityId: Id }),
  output: z.object({ keys: z.array(LabKey) }),
})

/** Makes a key for a laboratory; the key itself is answered once and never again. */
export const createLabKey = endpoint({
  name: 'createLabKey',
  method: 'POST',
  path: '/communities/:communityId/lab-keys',
  input: z.object({ communityId: Id, lab: line(60) }),
  output: z.object({ key: LabKey, secret: z.string().optional() }),
})

/** Ends a key at once. */
export const revokeLabKey = endpoint({
  name: 'revokeLabKey',
  method: 'PUT',
  path: '/lab-keys/:keyId/revoked',
  input: z.object({ keyId: Id }),
  output: LabKey,
})
