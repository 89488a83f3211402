module.exports = require('../jest.base.js')({ rootDir: __dirname, displayName: 'admin' })
