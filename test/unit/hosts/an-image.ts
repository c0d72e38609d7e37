import type { Image } from '../../../preload/contract/index.ts'

export const anImage = (over: Partial<Image> = {}): Image => ({
  id: '083eb7b2-5392-4565-b69e-aff66acddd00',
  filename: 'dune.jpg',
  uploadedAt: new Date(2026, 4, 1, 18, 4).getTime(),
  private: false,
  links: ['https://imagedelivery.net/hash/083eb7b2-5392-4565-b69e-aff66acddd00/public'],
  creator: null,
  metadata: {},
  ...over,
})
