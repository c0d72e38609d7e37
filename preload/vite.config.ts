import { defineConfig } from 'vite'

/** The preload as one CommonJS file: a sandboxed one can load nothing but `electron`. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../dist/desktop/preload',
    emptyOutDir: false,
    target: 'es2024',
    minify: false,
    lib: { entry: 'index.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
})
