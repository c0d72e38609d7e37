/** Names an image in an address; its own slashes stay. */
export const onAccount = (profile: string, image: string): string =>
  `${encodeURIComponent(profile)}/${image.split('/').map(encodeURIComponent).join('/')}`
