import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What a browser does with a page served on 127.0.0.1: its wire, its other pages, its own questions, its memory and its files. The desktop has specifications of its own for these. */
const ofTheBrowserAlone = [
  'dropped-folders',
  'hostile-world',
  'leaving',
  'long-library',
  'long-lists',
  'no-secret-in-page',
  'readme-pictures',
  'sheet-moves',
]

/** Files run in processes of their own: native modules and sockets of one must not meet another's. Two at a time, for two cores. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..'),
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // As long as a locator waits: on a busy computer a second is no proof that something never comes.
    expect: { poll: { timeout: 20_000 } },
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      // What to include stands here: lists of both would be added up, and everything would run twice.
      { extends: true, test: { name: 'all', include: ['test/**/*.spec.ts'] } },
      // The same journeys once more, for the other host.
      {
        extends: true,
        test: {
          name: 'desktop',
          include: ['test/e2e/*.spec.ts'],
          exclude: ofTheBrowserAlone.map(name => `test/e2e/${name}.spec.ts`),
          env: { HOTFOLDER_HOST: 'desktop' },
        },
      },
    ],
  },
})
