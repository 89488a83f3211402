import * as endpoints from '@loumen/shared/incidents/api'
import { api, route } from '../http/route'
import * as alerts from './alerts'
import * as commands from './commands'
import { shareRecall } from './doors'
import * as duty from './duty'
import { revealPhones } from './phones'
import * as queries from './queries'
import { listVisitors } from './visitors'

export const incidents = api()
route(incidents, endpoints.listRecalls, queries.listRecalls)
route(incidents, endpoints.readRecall, queries.readRecall)
route(incidents, endpoints.myRecalls, queries.myRecalls)
route(incidents, endpoints.revealPhones, revealPhones)
route(incidents, endpoints.listVisitors, listVisitors)
route(incidents, endpoints.recordReached, commands.recordReached)
route(incidents, endpoints.sampleSingly, commands.sampleSingly)
route(incidents, endpoints.shareRecall, shareRecall)
route(incidents, endpoints.closeRecall, commands.closeRecall)
route(incidents, endpoints.releaseHousehold, commands.releaseHousehold)
route(incidents, endpoints.readDuty, duty.readDuty)
route(incidents, endpoints.setDuty, duty.setDuty)
route(incidents, endpoints.acknowledgeAlert, alerts.acknowledgeAlert)
route(incidents, endpoints.answerAlert, alerts.answerAlert)
route(incidents, endpoints.readAlertLink, alerts.readAlertLink)
