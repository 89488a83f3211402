import Taro from '@tarojs/taro'
import type { NoticeAnswer } from './notice-answer'

/** Whether the phone runs inside WeChat. */
export const inWechat = true

/** A login code, good once and for five minutes; undefined when WeChat gives none. */
export const loginCode = (): Promise<string | undefined> =>
  Taro.login({ timeout: 5_000 }).then(
    ({ code }) => code || undefined,
    () => undefined,
  )

const mainSwitchOff = 20004

/** Asks for one message of each template. WeChat shows its question only when this is called by a tap itself. */
export function askForMessages(templates: readonly string[]): Promise<NoticeAnswer> {
  if (!Taro.canIUse('requestSubscribeMessage')) return Promise.resolve({ accepted: [], problem: 'failed' })
  const asked = { tmplIds: [...templates] } as unknown as Taro.requestSubscribeMessage.Option
  return Taro.requestSubscribeMessage(asked).then(
    (answers) => ({
      accepted: templates.filter((id) =>
        ['accept', 'acceptWithAudio', 'acceptWithAlert'].includes(String((answers as Record<string, unknown>)[id])),
      ),
    }),
    ({ errCode }: { errCode?: number }) => ({ accepted: [], problem: errCode === mainSwitchOff ? 'off' : 'failed' }),
  )
}
