import { type DeliveryRefusal, refuseDelivery } from './delivery-refusal.ts'

/** What a delivery URL names. `last` is still percent-encoded: a comma inside an option must not part options. */
export type Address = { kind: 'address'; hash: string; imageId: string; last: string }

/** Reads `/{account hash}/{image id}/{variant or options}`, where the id may hold slashes (images-api §4.1). */
export function readAddress(pathname: string): Address | DeliveryRefusal {
  const [hash = '', ...rest] = pathname.split('/').slice(1)
  const last = rest.pop() ?? ''
  try {
    // Decoded here once, so that nobody after us meets a text that cannot be decoded.
    decodeURIComponent(last)
    return { kind: 'address', hash, imageId: rest.map(decodeURIComponent).join('/'), last }
  } catch {
    return refuseDelivery(9426, 'The URL of the delivery host has an invalid text part')
  }
}
