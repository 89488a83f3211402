import * as endpoints from '@loumen/shared/muster/api'
import * as asks from '@loumen/shared/muster/asks-api'
import * as lending from '@loumen/shared/muster/loans-api'
import { api, route } from '../http/route'
import * as admit from './admit'
import * as own from './asks'
import * as board from './board'
import * as codes from './join-codes'
import * as lend from './lend'
import * as list from './list'
import * as loans from './loans'
import * as mine from './mine'

export const musters = api()
route(musters, endpoints.checkMuster, list.checkMuster)
route(musters, endpoints.muster, list.muster)
route(musters, endpoints.listMuster, board.listMuster)
route(musters, endpoints.myMuster, mine.myMuster)
route(musters, endpoints.arrive, board.arrive)
route(musters, endpoints.markArrived, board.markArrived)
route(musters, endpoints.releaseMustered, board.releaseMustered)
route(musters, asks.readJoinCode, codes.readJoinCode)
route(musters, asks.renewJoinCode, codes.renewJoinCode)
route(musters, asks.openJoinCode, codes.openJoinCode)
route(musters, asks.askToJoin, own.askToJoin)
route(musters, asks.readJoinAsk, own.readJoinAsk)
route(musters, asks.withdrawJoinAsk, own.withdrawJoinAsk)
route(musters, asks.listJoinAsks, admit.listJoinAsks)
route(musters, asks.approveJoinAsk, admit.approveJoinAsk)
route(musters, asks.declineJoinAsk, admit.declineJoinAsk)
route(musters, lending.askLoan, loans.askLoan)
route(musters, lending.listLoans, loans.listLoans)
route(musters, lending.withdrawLoan, loans.withdrawLoan)
route(musters, lending.returnLoan, loans.returnLoan)
route(musters, lending.myLoans, loans.myLoans)
route(musters, lending.listLoanPeople, lend.listLoanPeople)
route(musters, lending.grantLoan, lend.grantLoan)
route(musters, lending.declineLoan, lend.declineLoan)
