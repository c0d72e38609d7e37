/** Words that share the place of an image id in paths; no image may be called one. UNCONFIRMED: what the service does (images-api §2.18). */
export const reservedWords: readonly string[] = ['batch_token', 'config', 'direct_upload', 'keys', 'stats', 'variants']
