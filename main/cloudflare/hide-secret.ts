/** A text in which a secret cannot be read. */
export const hideSecret = (text: string, secret: string): string =>
  secret === '' ? text : text.replaceAll(secret, '•••')
