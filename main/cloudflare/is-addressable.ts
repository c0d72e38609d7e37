// Paths of the service that share the place of an image id (images-api §2.18).
const reserved = new Set(['batch_token', 'config', 'direct_upload', 'keys', 'stats', 'variants'])

/**
 * Whether an image can be asked for under this id. Dots alone would lead to another path, these words to another
 * operation, and half a character cannot be written into an address: the service has no image that is called so.
 */
export const isAddressable = (id: string): boolean => !/^\.{1,2}$/.test(id) && !reserved.has(id) && id.isWellFormed()
