import { registerHooks } from 'node:module'

const standIn = new URL('./electron.ts', import.meta.url).href

// Before anything else is loaded: whoever imports `electron` gets ours.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
})
