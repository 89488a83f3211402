// Imported first, so that an old Node says one sentence instead of failing somewhere inside.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `楼门需要 Node 20.19 或更新版本，这里是 ${process.version}。 · Loumen needs Node 20.19 or newer; this is ${process.version}.`,
  )
  process.exit(1)
}
