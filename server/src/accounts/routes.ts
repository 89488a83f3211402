import * as endpoints from '@loumen/shared/accounts/api'
import { createLabKey, listLabKeys, revokeLabKey } from '@loumen/shared/accounts/keys'
import { grantNotices, phoneSetup, readNoticeGrants } from '@loumen/shared/notices/api'
import { api, route } from '../http/route'
import * as codes from './codes'
import * as commands from './commands'
import * as consents from './consents'
import * as keys from './keys'
import * as leaving from './leaving'
import * as grants from './notices'
import * as wechat from './wechat'

export const accounts = api()
route(accounts, endpoints.sendCode, commands.sendCode)
route(accounts, endpoints.signInByCode, commands.signInByCode)
route(accounts, endpoints.signInToWork, commands.signInToWork)
route(accounts, endpoints.signIn, commands.signIn)
route(accounts, endpoints.signOut, commands.signOut)
route(accounts, endpoints.me, commands.me)
route(accounts, endpoints.changePassword, commands.changePassword)
route(accounts, endpoints.listStaff, commands.listStaff)
route(accounts, endpoints.createStaff, commands.createStaff)
route(accounts, endpoints.setGrants, commands.setGrants)
route(accounts, endpoints.readCommunityCode, codes.readCommunityCode)
route(accounts, endpoints.setClock, commands.setClock)
route(accounts, endpoints.signInByWechat, wechat.signInByWechat)
route(accounts, endpoints.linkWechat, wechat.linkWechat)
route(accounts, endpoints.readConsents, consents.readConsents)
route(accounts, endpoints.setConsent, consents.setConsent)
route(accounts, endpoints.exportMe, leaving.exportMe)
route(accounts, endpoints.deleteMe, leaving.deleteMe)
route(accounts, phoneSetup, grants.phoneSetup)
route(accounts, readNoticeGrants, grants.readNoticeGrants)
route(accounts, grantNotices, grants.grantNotices)
route(accounts, listLabKeys, keys.listLabKeys)
route(accounts, createLabKey, keys.createLabKey)
route(accounts, revokeLabKey, keys.revokeLabKey)
