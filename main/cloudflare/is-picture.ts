/** Whether an answer holds an image's bytes and not words about them. Images may come untyped (images-api §2.7). */
export const isPicture = (headers: Headers): boolean =>
  /^(image\/|application\/octet-stream\b)/i.test(headers.get('content-type') ?? '')
