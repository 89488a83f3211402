import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const server = process.env.LOUMEN ?? 'http://localhost:3000'

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  build: {
    target: ['es2020', 'chrome87', 'safari14'],
    chunkSizeWarningLimit: 900,
    rolldownOptions: { input: { index: page('index.html'), screen: page('screen.html') } },
  },
  server: {
    proxy: { '/api': server, '/socket.io': { target: server, ws: true } },
  },
})
