import { build } from 'esbuild'

await build({
  entryPoints: {
    main: 'src/main.ts',
    cli: 'src/cli.ts',
    'roster-reader': 'src/imports/roster-reader.ts',
    'roster-writer': 'src/imports/roster-writer.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  packages: 'external',
  plugins: [
    {
      name: 'workspace-sources',
      setup(builder) {
        builder.onResolve({ filter: /^@loumen\/shared\// }, ({ path }) => ({
          path: new URL(`../shared/src/${path.slice('@loumen/shared/'.length)}.ts`, import.meta.url).pathname,
        }))
      },
    },
  ],
})
