import type { Cloud } from '../cloud.ts'
import { type Reply, refuse, succeed } from '../reply.ts'
import type { Call, Route } from '../route.ts'
import { describeImage } from './describe-image.ts'
import { editImage } from './edit-image.ts'
import { sendOriginal } from './send-original.ts'

const unknown = () => refuse(5404, 'Image not found')

/** One image: its details, changes to it, its original, and its end. Drafts count as images in all but the original. */
export function imageRoutes(cloud: Cloud): Route[] {
  const idOf = ({ params }: Call): string => params['image_id'] ?? ''

  const get = (call: Call): Reply => {
    const image = cloud.images.find(idOf(call))
    return image ? succeed(describeImage(cloud, image)) : unknown()
  }

  const remove = async (call: Call): Promise<Reply> => {
    const image = cloud.images.remove(idOf(call))
    if (!image) return unknown()
    // The row is gone first: a file without a row is swept at start, a row without a file would be a lie.
    if (image.original) await cloud.files.remove(image.original.file)
    return succeed({})
  }

  const edit = (call: Call) => editImage(cloud, idOf(call), call.request)

  const blob = async (call: Call) => {
    const original = cloud.images.find(idOf(call))?.original
    // UNCONFIRMED: a draft has no original yet (images-api §2.7).
    return (original && (await sendOriginal(cloud.files, original, call.request.method === 'HEAD'))) ?? unknown()
  }

  const one = '/v1/:image_id'
  return [
    { method: 'GET', path: one, name: 'image', permission: 'read', batch: true, answer: get },
    { method: 'PATCH', path: one, name: 'image', permission: 'write', batch: true, answer: edit },
    { method: 'DELETE', path: one, name: 'image', permission: 'write', batch: true, answer: remove },
    { method: 'GET', path: `${one}/blob`, name: 'blob', permission: 'read', batch: false, answer: blob },
  ]
}
