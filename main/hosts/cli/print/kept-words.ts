import type { KeptOriginal } from '../../../../preload/contract/index.ts'
import { megabytes } from './number.ts'

const proofWords: Record<KeptOriginal['proof'], string> = {
  identical: 'the very bytes that were sent',
  intact: 'whole, as the service keeps it',
}

/** One original that was fetched back, in words. */
export const keptWords = ({ path, bytes, proof, wasThere }: KeptOriginal): string =>
  `${wasThere ? 'Was there' : 'Fetched  '}  ${path}  ${megabytes(bytes)}  ${proofWords[proof]}`
