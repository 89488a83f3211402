/** The ways to tell people who hear nothing. */
export const contactWayWords = {
  'way.relative': ['打给家人转告', 'Call a relative'],
  'way.light': ['按门铃灯或闪灯', 'Flash the light'],
  'way.neighbour': ['请邻居转告', 'Ask a neighbour'],
  'way.visit': ['志愿者上门', 'A volunteer goes there'],
} as const satisfies Record<string, readonly [string, string]>

/** What the console and a household's own phone say of how people who hear nothing are told of their call. */
export const contactPlanWords = {
  ...contactWayWords,
  'contactPlan.title': ['听不见时怎么告知', 'If nobody hears the call'],
  'contactPlan.text': [
    '家里有人听不见喇叭和敲门时，定一个办法；每一轮叫到这户就照办。',
    'A plan for those who hear neither loudspeaker nor knocking; it starts with every call of this household.',
  ],
  'contactPlan.none': ['还没有告知办法', 'No plan yet'],
  'contactPlan.edit': ['定个办法', 'Make a plan'],
  'contactPlan.change': ['改办法', 'Change the plan'],
  'contactPlan.way': ['办法', 'How'],
  'contactPlan.wayRule': ['请选一个办法。', 'Please choose one.'],
  'contactPlan.detail': ['找谁、怎么做（可不填）', 'Who or how (may be left out)'],
  'contactPlan.drop': ['取消这个办法', 'Take the plan back'],
} as const satisfies Record<string, readonly [string, string]>
