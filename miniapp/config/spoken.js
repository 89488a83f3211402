// Taro's WeChat templates leave out what screen readers need; these attributes are added to them.
const path = require('node:path')
const attributes = require('../src/platform/spoken-attributes')

module.exports = (context) => {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (process.env.TARO_ENV !== 'weapp') return
      platform.template.mergeComponents(context, attributes)
      // The app must count the attributes of a template as the template does.
      const runtime = path.resolve(__dirname, '../src/platform/spoken-runtime.js')
      platform.runtimePath = [].concat(platform.runtimePath, runtime)
    },
  })
}
