import {
  fail,
  type Image,
  type ImageId,
  type Outcome,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { AccountCalls } from './account-calls.ts'

/** An image as the service has it now; a draft or an unknown id is a Problem. */
export async function askImage(calls: AccountCalls, profile: ProfileName, id: ImageId): Promise<Outcome<Image>> {
  const asked = await calls.repeat(profile, (images, signal) => images.ask(id, signal))
  if (!asked.ok) return asked
  if (asked.value.kind === 'image') return succeed(asked.value.image)
  return fail({ code: asked.value.kind === 'draft' ? 'image-awaited' : 'image-unknown', imageId: id })
}
