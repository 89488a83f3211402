import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

// Babel leaves packages alone unless they are named here: the workspace's TypeScript sources, and dependencies
// published in newer JavaScript than the targets understand.
const compiledToo = [
  path.resolve(__dirname, '../../shared/src'),
  (file: string) =>
    /[\\/]node_modules[\\/](zod|uqr|socket\.io-client|socket\.io-parser|engine\.io-client|engine\.io-parser|@socket\.io)[\\/]/.test(
      file,
    ),
]

const target = process.env.TARO_ENV
// H5 is served by the server itself, so it asks its own origin.
const server = target === 'h5' ? '' : (process.env.TARO_APP_SERVER ?? 'http://127.0.0.1:3000')

export default defineConfig<'webpack5'>(async (merge) => {
  process.env.BROWSERSLIST_ENV = target
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'loumen',
    date: '2026-1-1',
    designWidth: 375,
    deviceRatio: { 375: 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${target}`,
    plugins: [path.resolve(__dirname, 'spoken.js')],
    defineConstants: { SERVER_ADDRESS: JSON.stringify(server.replace(/\/$/, '')) },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    mini: {
      compile: { include: compiledToo },
      // Sizes are px on every target: minimum sizes of text and targets may not shrink with a narrow screen.
      postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
      webpackChain(chain, webpack) {
        // zod reads a bare `globalThis`, which older WeChat runtimes lack.
        const polyfill = path.resolve(__dirname, '../src/platform/global-this.js')
        chain.plugin('globalThis').use(webpack.ProvidePlugin, [{ globalThis: polyfill }])
      },
    },
    h5: {
      compile: { include: compiledToo },
      publicPath: '/',
      staticDirectory: 'static',
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: 'css/[name].[contenthash:8].css',
        chunkFilename: 'css/[name].[contenthash:8].css',
      },
      postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true }, cssModules: { enable: false } },
      router: { mode: 'hash' },
      webpackChain(chain) {
        chain.performance.hints(false)
        // Pages load lazily; what several of them use is loaded once.
        chain.merge({
          optimization: {
            splitChunks: { cacheGroups: { several: { chunks: 'all', minChunks: 2, minSize: 8_000, priority: 3 } } },
          },
        })
      },
    },
  }
  return merge({}, base)
})
