import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The pages, built into the folder the web host serves. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    // The page’s policy allows no inlined files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
  },
})
