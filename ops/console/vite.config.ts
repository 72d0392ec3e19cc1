// One build for the control room and every panel. Panels live with their devices and are reached by
// the alias @panels; libraries resolve from this folder only.
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.ATRIUM_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  resolve: {
    alias: { '@panels': here('../../devices/panels/src'), '@console': here('./src') },
    dedupe: ['vue', 'vue-router', 'vue-i18n']
  },
  define: {
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __VUE_OPTIONS_API__: 'true'
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2020',
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false }
  },
  server: {
    fs: { allow: [here('../..')] },
    proxy: { '/api': { target: server, ws: true } }
  },
  test: {
    environment: 'node',
    root: here('../..'),
    include: ['ops/console/src/**/*.test.ts', 'devices/panels/src/**/*.test.ts']
  }
})
