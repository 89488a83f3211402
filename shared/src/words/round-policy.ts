/** What the console says of the rules of a round that hold off the tables: telling people and recalling them. */
export const roundPolicyWords = {
  'round.telling': ['通知和复检', 'Telling and recalling'],
  'round.quiet': ['安静时段', 'Quiet hours'],
  'round.quietNote': [
    '这段时间不用喇叭、不敲门，可以跨夜；两格都清空就没有安静时段。',
    'No loudspeaker and no knocking in these hours; they may go over midnight. Empty both for none.',
  ],
  'round.quietFrom': ['开始', 'From'],
  'round.quietUntil': ['结束', 'Until'],
  'round.quietRule': [
    '开始和结束要么都填，要么都不填，而且不能相同。',
    'Enter both times, different ones, or neither.',
  ],
  'round.pushInQuiet': ['安静时段手机照样提醒', 'Phones are told in quiet hours, too'],
  'round.knockAfter': ['叫号后多少分钟没来就敲门', 'Minutes after a call until somebody knocks'],
  'round.knockAfterNote': [
    '一户没人来、也没回话，到时就进楼长的敲门名单。',
    'A household that has neither come nor answered is then on its captain’s knocking list.',
  ],
  'round.knockAfterRule': ['请填 2 到 60 的整数。', 'Enter a whole number from 2 to 60.'],
  'round.recallSamples': ['混管阳性后每人单采几次', 'Single samples for each person of a positive tube'],
  'round.recallSamplesNote': [
    '两次分别送两家实验室，互相印证；人手紧时可以只采一次。',
    'Two go to two laboratories and check each other; one will do when hands are short.',
  ],
  'round.samples': ['{count} 次', '{count}'],
} as const satisfies Record<string, readonly [string, string]>
