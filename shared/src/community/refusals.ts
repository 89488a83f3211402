/** Why the house may say no in this domain; see `refusals`. */
export const communityRefusals = {
  'community.nameTaken': [409, '已有同名社区。', 'There is already a community of this name.'],
  'entrance.nameTaken': [409, '已经有同名的楼门或小组。', 'There is already an entrance or group of this name.'],
  'entrance.noName': [
    400,
    '请填写小区、楼栋、单元中的至少一项。',
    'Give at least the estate, the building or the name.',
  ],
  'entrance.changed': [
    409,
    '这个楼门刚刚被别人改过，请看最新的内容再改。',
    'Somebody has just changed this entrance. Look at it again, then change it.',
  ],
  'entrance.notEmpty': [
    409,
    '这个楼门里还有 {count} 户，不能删除。请先把他们移到别处。',
    'There are {count} households here. Move them elsewhere first.',
  ],
  'grid.hasLeader': [
    409,
    '还有 {count} 人负责这个网格。请先给他们安排别的网格。',
    '{count} people still answer for this grid. Give them another one first.',
  ],
  'plan.notAPicture': [
    400,
    '这个文件不是能用的图片。请上传 PNG、JPG 或 WebP。',
    'This file is no picture that can be used. Please upload a PNG, JPG or WebP.',
  ],
  'plan.tooNear': [400, '两个点太近，请选远一些的两点。', 'The two points are too near. Choose points further apart.'],
} as const satisfies Record<string, readonly [status: number, zh: string, en: string]>
