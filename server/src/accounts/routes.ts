import * as endpoints from '@loumen/shared/accounts/api'
import { api, route } from '../http/route'
import * as commands from './commands'

export const accounts = api()
route(accounts, endpoints.sendCode, commands.sendCode)
route(accounts, endpoints.signInByCode, commands.signInByCode)
route(accounts, endpoints.signIn, commands.signIn)
route(accounts, endpoints.signOut, commands.signOut)
route(accounts, endpoints.me, commands.me)
route(accounts, endpoints.changePassword, commands.changePassword)
route(accounts, endpoints.listStaff, commands.listStaff)
route(accounts, endpoints.createStaff, commands.createStaff)
route(accounts, endpoints.setGrants, commands.setGrants)
route(accounts, endpoints.setClock, commands.setClock)
