import { z } from 'zod'
import { SendingSettings } from './folder.ts'
import { BatchId, ProfileName } from './ids.ts'
import { FindingRule } from './preflight.ts'

/** Some photos of one sheet: how many, of how many bytes, and the names of the first. */
export const StagedGroup = z.object({ count: z.number().int(), bytes: z.number(), names: z.array(z.string()) })
export type StagedGroup = z.infer<typeof StagedGroup>

/** What preflight says of a batch that waits for the word to be sent. */
export const StagedView = z.object({
  batch: BatchId,
  profile: ProfileName,
  /** How it was said to be sent when it was picked. */
  sending: SendingSettings,
  /** Found, but not judged yet. */
  judging: z.number().int(),
  /** All that was picked has been found and judged. */
  complete: z.boolean(),
  ready: StagedGroup,
  /** By the first rule they break. */
  held: z.array(StagedGroup.extend({ rule: FindingRule })),
  /** Their bytes were delivered before, or are ready already. */
  duplicates: StagedGroup,
  /** On their way by an earlier order, which stays as it is. */
  underWay: StagedGroup,
  /** Files in the folders that were picked, passed over by their names. */
  leftOut: z.number().int(),
  /** Calls of the account's budget that sending the ready ones takes, when nothing goes wrong. */
  calls: z.number().int(),
})
export type StagedView = z.infer<typeof StagedView>
