import { grouped } from './number.ts'

/** 1 image, 1,204 images. */
export const imageCount = (count: number): string => `${grouped(count)} image${count === 1 ? '' : 's'}`
