const { existsSync, readdirSync } = require('node:fs')
const { join } = require('node:path')

/** Every package's tests in one run; each package's own jest.config.js says how it is loaded. */
module.exports = {
  projects: readdirSync(__dirname)
    .filter((folder) => existsSync(join(__dirname, folder, 'jest.config.js')))
    .map((folder) => `<rootDir>/${folder}`),
  // Patience for a busy machine; no test measures time with it.
  testTimeout: 120_000,
}
