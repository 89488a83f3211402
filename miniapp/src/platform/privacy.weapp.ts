type Answer = (answer: { event: 'agree' | 'disagree'; buttonId?: string }) => void
interface PrivacySetting {
  success: (setting: { privacyContractName?: string }) => void
  fail: () => void
}
/** Since base library 2.32.3; older ones ask nothing. */
interface PrivacyApi {
  onNeedPrivacyAuthorization?(listener: (answer: Answer) => void): void
  getPrivacySetting?(options: PrivacySetting): void
  openPrivacyContract?(options: { fail: () => void }): void
}
declare const wx: PrivacyApi

let waiting: Answer | undefined
let contract: string | undefined
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

wx.onNeedPrivacyAuthorization?.((answer) => {
  waiting = answer
  wx.getPrivacySetting?.({
    success: ({ privacyContractName }) => {
      contract = privacyContractName
      tell()
    },
    fail: tell,
  })
  tell()
})

/** WeChat waits for somebody to agree before it gives a number, a picture or the clipboard. */
export const privacyQuestion = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  isAsked: () => waiting !== undefined,
  contract: () => contract,
}

export const openContract = () => wx.openPrivacyContract?.({ fail: () => {} })

/** Answers WeChat; `buttonId` is the button that was touched, which WeChat checks. */
export function answerPrivacy(event: 'agree' | 'disagree', buttonId?: string) {
  waiting?.({ event, buttonId })
  waiting = undefined
  tell()
}
