import type { Cloud } from '../cloud.ts'
import { describeImage } from './describe-image.ts'
import { refuse, succeed } from '../reply.ts'
import type { Route } from '../route.ts'

const unknown = () => refuse(5404, 'Image not found')

/** One image: its details, and its end. Drafts count as images here. */
export const imageRoutes = (cloud: Cloud): Route[] => [
  {
    method: 'GET',
    path: '/v1/:image_id',
    name: 'image',
    permission: 'read',
    batch: true,
    answer({ params }) {
      const image = cloud.images.find(params['image_id'] ?? '')
      return image ? succeed(describeImage(cloud, image)) : unknown()
    },
  },
  {
    method: 'DELETE',
    path: '/v1/:image_id',
    name: 'image',
    permission: 'write',
    batch: true,
    async answer({ params }) {
      const image = cloud.images.remove(params['image_id'] ?? '')
      if (!image) return unknown()
      // The row is gone first: a file without a row is swept at start, a row without a file would be a lie.
      if (image.original) await cloud.files.remove(image.original.file)
      return succeed({})
    },
  },
]
