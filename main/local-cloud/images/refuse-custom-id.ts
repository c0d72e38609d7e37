import { limits } from '../limits.ts'
import { type Refusal, refuse } from '../reply.ts'
import { reservedWords } from './reserved-words.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const otherFile = /\.(txt|html?|css|m?js|json|xml|csv|pdf|docx?|xlsx?|zip|gz|tar|exe|sh|php|mp[34]|mov|avi|wav)$/i
const control = /\p{Cc}/u

/**
 * Why an image cannot have this id of the caller's own (images-api §3.3).
 * UNCONFIRMED: that empty parts, control characters and halves of characters are refused; links would not survive them.
 */
export function refuseCustomId(id: string, requireSignedUrls: boolean): Refusal | undefined {
  const invalid = (why: string) => refuse(5411, `Custom ID is invalid: ${why}`)
  const parts = id.split('/')
  if (id.length > limits.customIdCharacters) return invalid(`it must not be longer than ${limits.customIdCharacters}`)
  if (id.startsWith('/') || id.endsWith('/')) return invalid('it must not start or end with a slash')
  if (parts.includes('')) return invalid('it must not contain empty parts')
  if (parts.some(part => part === '.' || part === '..')) return invalid('it must not contain dot segments')
  if (!id.isWellFormed() || control.test(id)) return invalid('it must be text without control characters')
  if (uuid.test(id)) return invalid('it must not be a UUID')
  if (otherFile.test(id)) return invalid('it must not use a non-image file name extension')
  if (reservedWords.includes(id)) return invalid('it is a reserved word')
  if (requireSignedUrls) return refuse(5410, 'Images with custom IDs cannot be private')
  return undefined
}
