import type { Image, ImageDetails } from '../../../../preload/contract/index.ts'
import { receiptForJson } from './receipt-for-json.ts'

/** An image as programs read it: the members of the contract, times in ISO 8601. */
export const imageForJson = (image: Image) => ({ ...image, uploadedAt: new Date(image.uploadedAt).toISOString() })

/** The same with its receipt. */
export const detailsForJson = ({ image, receipt }: ImageDetails) => ({
  image: imageForJson(image),
  receipt: receipt === null ? null : receiptForJson(receipt),
})
