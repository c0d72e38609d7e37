import { existsSync } from 'node:fs'

/** Debian’s own; the project brings no browser. */
export const chromiumPath = '/usr/bin/chromium'

/** Null where the page can be measured. */
export const whyNoPage = (): string | null =>
  existsSync(chromiumPath)
    ? null
    : `not measured: there is no Chromium at ${chromiumPath} (Debian: apt-get install chromium)`
