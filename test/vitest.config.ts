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
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      { extends: true, test: { name: 'all' } },
      // The same journeys once more, for the other host.
      {
        extends: true,
        test: { name: 'desktop', include: ['test/e2e/*.spec.ts'], env: { HOTFOLDER_HOST: 'desktop' } },
      },
    ],
  },
})
