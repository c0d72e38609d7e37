import type { Image } from '../../../../preload/contract/index.ts'

/** An image like any other; give what matters to the test. */
export const anImage = (id: string, given: Partial<Image> = {}): Image => ({
  id,
  filename: 'dune.jpg',
  uploadedAt: 0,
  private: false,
  links: [`https://imagedelivery.net/hash/${id}/public`],
  creator: null,
  metadata: {},
  ...given,
})
