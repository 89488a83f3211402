import { build } from 'esbuild'

await build({
  entryPoints: ['src/index.ts', 'src/worker.ts', 'src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['bson', 'lmdb', 'mingo', 'mingo/*'],
  logLevel: 'warning',
})
