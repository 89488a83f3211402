/** Every package's tests in one run; each project's own jest.config.js says how it is loaded. */
module.exports = {
  projects: ['shared', 'embedded-mongo', 'server', 'miniapp', 'e2e', 'bench'].map((name) => `<rootDir>/${name}`),
  testTimeout: 30_000,
}
