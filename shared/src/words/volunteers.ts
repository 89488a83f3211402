/** States and choices of volunteers; residents' phones read them with the page, not before. */
const volunteerDomainWords = {
  'volunteer.waiting': ['等网格长答复', 'waiting for an answer'],
  'volunteer.accepted': ['已是志愿者', 'volunteer'],
  'volunteer.rejected': ['这次没有安排', 'not taken this time'],
  'volunteer.withdrawn': ['已撤回', 'taken back'],
  'volunteer.ended': ['服务已结束', 'ended'],
  'volunteerHelp.order': ['维持秩序、引导排队', 'Keep order and guide the queue'],
  'volunteerHelp.doors': ['上楼敲门、通知', 'Knock on doors and tell people'],
  'volunteerHelp.guide': ['搀扶老人、推轮椅', 'Help elderly people, push wheelchairs'],
  'volunteerHelp.carry': ['搬运物资', 'Carry supplies'],
  'volunteerHelp.phones': ['帮不会用手机的人登记', 'Register people who have no phone'],
  'volunteerHelp.anything': ['听从安排', 'Whatever is needed'],
  'volunteerTime.morning': ['上午', 'Mornings'],
  'volunteerTime.afternoon': ['下午', 'Afternoons'],
  'volunteerTime.evening': ['傍晚', 'Evenings'],
  'volunteerTime.night': ['夜里', 'Nights'],
} as const satisfies Record<string, readonly [string, string]>

/** Sentences of the console about volunteers. */
export const volunteerWords = {
  ...volunteerDomainWords,
  'menu.volunteers': ['志愿者', 'Volunteers'],
  'volunteers.note': [
    '居民在手机上报名。接受后有一个干活用的账号，只能看到任务需要的内容，到期自动失效。',
    'Residents offer their help on a phone. Whoever is accepted gets an account that shows only what a task needs and ends by itself.',
  ],
  'volunteers.waiting': ['等候答复（{count}）', 'Waiting for an answer ({count})'],
  'volunteers.serving': ['正在服务（{count}）', 'Helping now ({count})'],
  'volunteers.none': ['没有等候的报名', 'Nobody waits'],
  'volunteers.noneText': [
    '把小程序里“我想做志愿者”告诉居民群，有人报名会出现在这里。',
    'Tell the chat group about “I want to help” in the mini-program. Offers appear here.',
  ],
  'volunteers.nobody': ['还没有志愿者。', 'No volunteers yet.'],
  'volunteers.helps': ['能做', 'Can do'],
  'volunteers.times': ['有空', 'Has time'],
  'volunteers.said': ['留言', 'Note'],
  'volunteers.at': ['报名时间', 'Offered'],
  'volunteers.place': ['负责哪里', 'Where'],
  'volunteers.everywhere': ['整个社区', 'The whole community'],
  'volunteers.until': ['到哪天为止', 'Until which day'],
  'volunteers.untilTime': ['到 {time}', 'until {time}'],
  'volunteers.accept': ['接受', 'Accept'],
  'volunteers.accepted': ['志愿者账号', 'The volunteer’s account'],
  'volunteers.rejectWhy': ['没有安排的原因（对方会看到）', 'Why not (the person reads it)'],
  'volunteers.reject': ['不安排', 'Not this time'],
  'volunteers.endWhy': ['结束的原因（对方会看到）', 'Why it ends (the person reads it)'],
  'volunteers.end': ['结束服务', 'End it'],
} as const satisfies Record<string, readonly [string, string]>

/** What a phone says to somebody who would like to help. */
export const volunteeringWords = {
  ...volunteerDomainWords,
  link: ['我想做志愿者', 'I want to help'],
  title: ['我想做志愿者', 'I want to help'],
  lead: [
    '报名后网格长会联系您。您的姓名和手机号只给负责这个社区的人看。',
    'The grid leader will get in touch. Only those who answer for this community see your name and phone number.',
  ],
  community: ['在哪个社区', 'In which community'],
  name: ['姓名', 'Name'],
  helps: ['您能做什么（可多选）', 'What you can do (any of these)'],
  times: ['什么时候有空（可多选）', 'When you have time (any of these)'],
  note: ['想告诉网格长的话（可不填）', 'A note for the grid leader (optional)'],
  send: ['报名', 'Offer my help'],
  missing: [
    '请填写姓名，选好社区、能做什么、什么时候有空。',
    'Please give community, name, what you can do and when you have time.',
  ],
  mine: ['我的报名', 'My offers'],
  another: ['再报一次名', 'Offer my help again'],
  reason: ['说明：{reason}', 'They say: {reason}'],
  withdraw: ['撤回报名', 'Take it back'],
  place: ['负责：{place}', 'Where: {place}'],
  until: ['到 {day} 为止', 'Until {day}'],
  thanks: ['谢谢您帮助邻居！', 'Thank you for helping your neighbours!'],
  login: ['工作账号：{login}', 'Account for work: {login}'],
  loginHint: [
    '第一次的密码请向网格长要，登录后换成自己的。',
    'Ask the grid leader for the first password, and change it when you sign in.',
  ],
  toWork: ['去登录，开始帮忙', 'Sign in and start'],
} as const satisfies Record<string, readonly [string, string]>
