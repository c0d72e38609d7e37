import type { Original } from '../images/image-record.ts'
import { type DeliveryRefusal, refuseDelivery } from './delivery-refusal.ts'
import { Abandoned } from './renditions/render-once.ts'

/** What the image library and the system throw, as the service would say it (images-api §4.7). No path of this computer is told. */
export function explainFailure(format: Original['format'], error: unknown): DeliveryRefusal {
  if (error instanceof Abandoned) return refuseDelivery(9528, 'Request aborted')
  const [because = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
  if (error instanceof Error && 'code' in error) return internal(String(error.code))
  if (because.startsWith('Input file is missing')) return internal('the original is missing')
  if (/timeout/i.test(because))
    return refuseDelivery(9529, 'The image is too large to process or the service is too busy')
  if (/exceeds pixel limit/.test(because)) return refuseDelivery(9402, 'Could not fetch the image — file too large')
  if (format === 'heic') return refuseDelivery(9520, 'Original image has unsupported format')
  const said = because.replaceAll(/\S*[\\/]originals[\\/]\S*/g, 'the original')
  return refuseDelivery(9516, `Could not resize the image: error during decoding: ${said}`)
}

const internal = (why: string) => refuseDelivery(9523, `Internal error while processing the image (${why})`)
