/** Why a tap of a sweep is refused. */
export const sweepRefusals = {
  'sweep.laterMissing': [400, '请选从几点开始。', 'Please say from when.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
