import { defineConfig } from 'vitest/config'

/** Files run in processes of their own: native modules and sockets of one must not meet another's. Two at a time, for two cores. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // As long as a locator waits: on a busy computer a second is no proof that something never comes.
    expect: { poll: { timeout: 20_000 } },
    allowOnly: false,
    passWithNoTests: false,
  },
})
