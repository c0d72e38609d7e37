import { defineConfig, type Plugin } from 'vite'
import { iconPng } from './pack/pixels.ts'

/** Programs and threads of their own, beside the entry: each is one file of this name, next to those that start it. */
const programs = {
  main: 'main.ts',
  'engine-room': 'engine-room.ts',
  'keychain-room': 'keychain-room.ts',
  'keychain-child': '../../adapters/keytar-vault/keychain-child.ts',
  'reader-worker': '../../adapters/crawl/reader-worker.ts',
  'svg-worker': '../../local-cloud/delivery/svg/svg-worker.ts',
  'heic-worker': '../../local-cloud/delivery/heic-worker.ts',
}

/** Their sources are named with `.ts`, and found beside the file that names them. */
const besides = (): Plugin => ({
  name: 'programs-beside',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.ts') || !code.includes('import.meta.url')) return null
    return code.replace(/new URL\('\.\/([a-z-]+)\.ts', import\.meta\.url\)/g, (whole, name: string) =>
      name in programs ? `new URL('./${name}.js', import.meta.url)` : whole,
    )
  },
})

const sizes = { 'icons/icon.png': 512, 'icons/tray.png': 22, 'icons/tray@2x.png': 44 }

const icons = (): Plugin => ({
  name: 'icons',
  async generateBundle() {
    for (const [fileName, size] of Object.entries(sizes))
      this.emitFile({ type: 'asset', fileName, source: await iconPng(size) })
  },
})

/** The main process, the engine’s and all that they start: flat files of JavaScript, with every library but the native ones in them. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [besides(), icons()],
  ssr: { noExternal: true, external: ['electron', 'electron-updater', 'keytar', 'sharp', 'heic-decode'] },
  build: {
    ssr: true,
    outDir: '../../../dist/desktop',
    // The preload lies in it too, and is built before.
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: programs,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
    },
    chunkSizeWarningLimit: 10_000,
  },
})
