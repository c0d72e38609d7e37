import type { QuietView } from '../../../../preload/contract/index.ts'
import { localTime } from './local-time.ts'
import { megabytes } from './number.ts'

/** What quiet hours hold back at the moment, and until when. */
export const quietWords = ({ until, bytesPerSecond }: QuietView): string =>
  `Quiet hours until ${localTime(until)}: ${bytesPerSecond === null ? 'nothing is sent' : `at most ${megabytes(bytesPerSecond)}/s`}.`
