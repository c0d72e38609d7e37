import type { Receipt } from '../../../../preload/contract/index.ts'

/** A receipt as programs read it: the members of the contract, times in ISO 8601. `endedAt` only where the image is gone. */
export const receiptForJson = ({ at, endedAt, ...receipt }: Receipt) => ({
  ...receipt,
  at: new Date(at).toISOString(),
  ...(endedAt === undefined ? {} : { endedAt: new Date(endedAt).toISOString() }),
})
