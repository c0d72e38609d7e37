/** What a page of ours may load and do. Styles made at run time carry the nonce of their page; nothing else is inline. */
export const contentPolicy = (nonce: string | null): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'${nonce === null ? '' : ` 'nonce-${nonce}'`}`,
    `img-src 'self' blob: data:`,
    `connect-src 'self'`,
    `font-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** A picture is only shown: a vector drawing may hold styles, but no scripts and no links to elsewhere. */
export const picturePolicy = `default-src 'none'; style-src 'unsafe-inline'; sandbox`

/** On every answer, whatever became of the request. A route may replace the policy and the caching of its own answer. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentPolicy(null),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'Cache-Control': 'no-store',
}
