import { z } from 'zod'

const id = z.number().int()

/** What is asked of the keychain’s own program, and what it says; `token` is null where none is kept. */
export const KeychainQuestion = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('read'), id, name: z.string() }),
  z.object({ ask: z.literal('write'), id, name: z.string(), token: z.string() }),
  z.object({ ask: z.literal('remove'), id, name: z.string() }),
])
export type KeychainQuestion = z.infer<typeof KeychainQuestion>

export const KeychainAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), id, token: z.string().nullable() }),
  z.object({ ok: z.literal(false), id, detail: z.string() }),
])
export type KeychainAnswer = z.infer<typeof KeychainAnswer>
