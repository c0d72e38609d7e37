import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { limits } from '../limits.ts'
import { readJson } from '../read-json.ts'
import { type Reply, refuse, succeed } from '../reply.ts'
import type { Call, Route } from '../route.ts'
import { builtInVariant, type Variant, VariantOptions } from './variant.ts'

const Change = z.strictObject({ options: VariantOptions, neverRequireSignedURLs: z.boolean().optional() })
// UNCONFIRMED: which characters a variant id may have (images-api §2.12).
const New = Change.extend({ id: z.string().regex(/^[A-Za-z0-9_-]{1,99}$/) })

const unknown = () => refuse(5401, 'Variant not found')

/** The named sizes of the account (images-api §2.12). */
export function variantRoutes({ variants }: Cloud): Route[] {
  const of = ({ params }: Call): Variant | undefined => variants.find(params['variant_id'] ?? '')
  const show = (call: Call, as: (variant: Variant) => unknown): Reply => {
    const variant = of(call)
    return variant ? succeed(as(variant)) : unknown()
  }

  const create = async ({ request }: Call): Promise<Reply> => {
    const read = await readJson(request, New)
    if (!read.ok) return read.refusal
    const { id, options, neverRequireSignedURLs = false } = read.value
    if (variants.find(id)) return refuse(5409, 'Resource already exists')
    if (variants.count() >= limits.variants)
      return refuse(5453, `The account has reached its limit of ${limits.variants} variants`)
    const variant = { id, options, neverRequireSignedURLs }
    variants.add(variant)
    return succeed({ variant })
  }

  const change = async (call: Call): Promise<Reply> => {
    const read = await readJson(call.request, Change)
    const before = of(call)
    if (!before) return unknown()
    if (!read.ok) return read.refusal
    const { options, neverRequireSignedURLs = before.neverRequireSignedURLs } = read.value
    const variant = { id: before.id, options, neverRequireSignedURLs }
    variants.replace(variant)
    return succeed({ variant })
  }

  const remove = (call: Call): Reply => {
    const id = call.params['variant_id'] ?? ''
    if (id === builtInVariant.id) return refuse(5400, `Bad request: the variant ${id} cannot be deleted`)
    return variants.remove(id) ? succeed({}) : unknown()
  }

  const one = '/v1/variants/:variant_id'
  return [
    {
      method: 'GET',
      path: '/v1/variants',
      name: 'variants',
      permission: 'read',
      batch: false,
      answer: () => succeed({ variants: Object.fromEntries(variants.all().map(variant => [variant.id, variant])) }),
    },
    { method: 'POST', path: '/v1/variants', name: 'variant', permission: 'write', batch: false, answer: create },
    {
      method: 'GET',
      path: one,
      name: 'variant',
      permission: 'read',
      batch: false,
      answer: call => show(call, variant => ({ variant })),
    },
    { method: 'PATCH', path: one, name: 'variant', permission: 'write', batch: false, answer: change },
    { method: 'DELETE', path: one, name: 'variant', permission: 'write', batch: false, answer: remove },
    {
      method: 'GET',
      path: `${one}/flat`,
      name: 'variant_flat',
      permission: 'read',
      batch: false,
      answer: call => show(call, variant => variant),
    },
  ]
}
