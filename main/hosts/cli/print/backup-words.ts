import { grouped, megabytes } from './number.ts'
import { printable } from './printable.ts'

/** Originals kept so far. Bytes are those that were fetched. */
export type KeptTally = { fetched: number; wasThere: number; identical: number; intact: number; bytes: number }

/** How a backup ended, for a person. */
export function backupWords(
  { fetched, wasThere, identical, intact, bytes }: KeptTally,
  { failed, folder }: { failed: number; folder: string },
): string[] {
  const failures = failed === 0 ? '' : `, ${grouped(failed)} failed`
  return [
    `${grouped(fetched)} fetched (${megabytes(bytes)}), ${grouped(wasThere)} were there already${failures}: ${printable(folder)}`,
    `${grouped(identical)} are the very bytes that were sent, ${grouped(intact)} are whole as the service keeps them.`,
  ]
}
