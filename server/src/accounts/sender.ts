import { Refused } from '@loumen/shared/refusals'

/** Sends sign-in codes. The answer is a code only from the development sender, which shows it on the screen. */
export interface CodeSender {
  send(phone: string, code: string): Promise<{ shown?: string }>
}

/** Demo mode: the screen itself shows the code. Refused outside demo mode by `senderFor`. */
const developmentSender: CodeSender = { send: async (_phone, code) => ({ shown: code }) }

const noSender: CodeSender = {
  async send() {
    throw new Refused('auth.noSender')
  },
}

/** The sender of this installation. Without a text-message provider only demo mode can sign residents in by phone. */
export const senderFor = (demo: boolean): CodeSender => (demo ? developmentSender : noSender)
