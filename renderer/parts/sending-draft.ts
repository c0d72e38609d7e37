import { jsonBytes, metadataBytes, type SendingSettings } from '../../preload/contract/index.ts'
import { readTags, tagsText } from '../format/tags-text.ts'

/** How photos are to be sent, as a person is writing it. */
export type SendingDraft = { readonly private: boolean; readonly creator: string; readonly tags: string }

export type ReadSending =
  | { readonly kind: 'read'; readonly sending: SendingSettings; readonly bytes: number }
  | { readonly kind: 'wrong'; readonly line: string }
  | { readonly kind: 'too-long'; readonly bytes: number }

/** Our own hash stands beside the tags. */
const hash = { sha256: '0'.repeat(64) }

export const draftOf = ({ creator, tags, private: isPrivate }: SendingSettings): SendingDraft => ({
  private: isPrivate,
  creator: creator ?? '',
  tags: tagsText(tags),
})

export function readDraft({ private: isPrivate, creator, tags }: SendingDraft): ReadSending {
  const read = readTags(tags)
  if (read.kind === 'wrong') return read
  const bytes = jsonBytes({ ...read.tags, ...hash })
  if (bytes > metadataBytes) return { kind: 'too-long', bytes }
  const written = creator.trim()
  return {
    kind: 'read',
    sending: { private: isPrivate, creator: written === '' ? null : written, tags: read.tags },
    bytes,
  }
}
