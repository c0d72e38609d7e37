/** Why a picture is not delivered, in the delivery host's own numbers (images-api §4.7). */
export type DeliveryRefusal = { kind: 'refusal'; code: DeliveryCode; text: string }

type DeliveryCode = keyof typeof statuses

/** Where one number goes with several statuses, the one of the case we use it for. */
const statuses = {
  9401: 400,
  9402: 413,
  9413: 403,
  9425: 403,
  9426: 403,
  9427: 403,
  9429: 403,
  9431: 404,
  9516: 422,
  9520: 415,
  9523: 500,
  9528: 502,
  9529: 504,
} as const

export const refuseDelivery = (code: DeliveryCode, text: string): DeliveryRefusal => ({ kind: 'refusal', code, text })

/** A refusal on the wire: plain text and the number once more in a header. */
export const answerRefusal = ({ code, text }: DeliveryRefusal): Response =>
  new Response(`ERROR ${code}: ${text}`, {
    status: statuses[code],
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'cf-resized': `err=${code}`, 'cache-control': 'no-store' },
  })
