module.exports = require('../jest.base.js')({
  rootDir: __dirname,
  displayName: 'e2e',
  globalSetup: '<rootDir>/src/set-up.ts',
})
