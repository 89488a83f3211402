import { networkInterfaces } from 'node:os'
import v8 from 'node:v8'
import { log, stackOf } from './base/log'
import { readConfig, StartError } from './config'
import { type DemoCommunity, prepareDemo } from './demo/prepare'
import { start } from './start'

async function main() {
  // With a young generation of a few megabytes (node-flags.json) collecting it needs no other threads, and never waits for one.
  v8.setFlagsFromString('--no-parallel-scavenge')
  const config = readConfig()
  const running = await start(config)
  const demo = config.demo ? await prepareDemo(config) : undefined
  let leaving = false
  const leave = async () => {
    if (leaving) return
    leaving = true
    setTimeout(() => process.exit(1), 8_000).unref()
    await running.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
  process.on('disconnect', leave)
  process.on('unhandledRejection', (reason) => {
    log.fatal({ stack: stackOf(reason) }, 'unhandled')
    process.exit(1)
  })
  announce(`${config.tls ? 'https' : 'http'}`, running.port, running.database.embedded, demo)
}

/** Says where everything is, for people and, on the last line, for programs. */
function announce(scheme: string, port: number, embedded: boolean, demo: DemoCommunity | undefined) {
  const at = (host: string) => `${scheme}://${host}:${port}`
  const home = at('localhost')
  const urls = {
    residents: `${home}/`,
    console: `${home}/admin/`,
    api: `${home}/api/v1/`,
    openapi: `${home}/api/v1/openapi.json`,
  }
  const display = demo ? `${home}/screen/${demo.siteId}` : undefined
  const lines = [
    '',
    '  楼门 Loumen',
    `  居民 residents   ${urls.residents}`,
    `  控制台 console    ${urls.console}`,
    ...(display ? [`  大屏 display      ${display}`] : []),
    ...addresses().map((host) => `  手机 phones       ${at(host)}/`),
    embedded ? '  数据在本机内置数据库中 (embedded database)' : '  MongoDB',
    ...(demo ? demoLines(demo) : ['  第一个账号 first account: pnpm loumen admin create']),
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  process.stdout.write(`READY ${JSON.stringify({ urls: { ...urls, display }, port, embedded, ...demo })}\n`)
}

function demoLines(demo: DemoCommunity) {
  const [resident] = demo.residents
  return [
    '',
    '  演示账号 demo accounts (登录名 login / 密码 password)',
    ...demo.accounts.map((account) => `    ${account.role.padEnd(14)} ${account.login.padEnd(12)} ${account.password}`),
    '  演示居民 demo residents (手机号 phone / 姓名 name / 证件号 document)',
    ...demo.residents.slice(0, 3).map((one) => `    ${one.phone}  ${one.name}  ${one.document}`),
    '',
    `  试一试：用手机打开居民地址，手机号 ${resident?.phone ?? ''} 登录（验证码会显示），再在控制台放行楼门。`,
    '  Try: open the residents’ address on a phone, sign in (the code is shown), then grant an entrance on the console.',
  ]
}

const addresses = () =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map((address) => address.address)
    .slice(0, 3)

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof StartError ? error.message : `Loumen could not start: ${error.stack}`}\n`)
  process.exit(1)
})
