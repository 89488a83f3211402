import * as endpoints from '@loumen/shared/results/api'
import { api, route } from '../http/route'
import * as commands from './commands'
import * as queries from './queries'

export const results = api()
route(results, endpoints.uploadResults, commands.uploadResults)
route(results, endpoints.reportResults, commands.reportResults)
route(results, endpoints.listUploads, queries.listUploads)
route(results, endpoints.listResults, queries.listResults)
route(results, endpoints.correctResult, commands.correctResult)
