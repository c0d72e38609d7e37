/** Where batch tokens are good: Cloudflare's own host, else the origin of the base URL (images-api §1.5). */
export function batchHost(baseUrl: string): string {
  const { hostname, origin } = new URL(baseUrl)
  return hostname === 'api.cloudflare.com' ? 'https://batch.imagedelivery.net' : origin
}
