import type { Stage } from './stage'

type Step =
  | { page: 'ticket'; words: 'stepTicket' }
  | { page: 'registration'; words: 'stepRegister' }
  | { page: 'results'; words: 'stepResults' }

const ticket: Step = { page: 'ticket', words: 'stepTicket' }
const registration: Step = { page: 'registration', words: 'stepRegister' }
const results: Step = { page: 'results', words: 'stepResults' }

/** The one big step of each stage: register while there is time, show the ticket when it is needed, then the results. */
export function nextStep(stage: Stage, registered: boolean): Step {
  switch (stage) {
    case 'called':
    case 'paused':
    case 'moreTime':
    case 'next':
    case 'admitted':
    case 'missed':
      return ticket
    case 'waiting':
    case 'door':
      return registered ? ticket : registration
    case 'excused':
      return registration
    default:
      return results
  }
}
