// One build for the control room and every panel. Panels live with their devices and are reached by
// the alias @panels; libraries resolve from this folder only.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = process.env.ATRIUM_URL ?? 'http://127.0.0.1:8080'

// The server hands out packed forms that lie beside a file; it does not pack by itself.
function packed(): Plugin {
  let out = ''
  const pack = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      if (statSync(file).isDirectory()) {
        pack(file)
        continue
      }
      if (!/\.(js|css|svg)$/.test(name)) continue
      const plain = readFileSync(file)
      if (plain.length < 1024) continue
      writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }))
      writeFileSync(
        `${file}.br`,
        brotliCompressSync(plain, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 9 }
        })
      )
    }
  }
  return {
    name: 'packed',
    apply: 'build',
    configResolved(config) {
      out = join(config.root, config.build.outDir)
    },
    writeBundle(options) {
      pack(options.dir ?? out)
    }
  }
}

export default defineConfig({
  plugins: [vue(), packed()],
  resolve: {
    alias: { '@panels': here('../../devices/panels/src'), '@console': here('./src') },
    dedupe: ['jsbarcode', 'qrcode', 'vue', 'vue-router', 'vue-i18n']
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
    alias: { vue: here('./node_modules/vue') },
    root: here('../..'),
    include: ['ops/console/src/**/*.test.ts', 'devices/panels/src/**/*.test.ts']
  }
})
