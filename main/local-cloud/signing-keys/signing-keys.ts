import type { Cloud } from '../cloud.ts'
import { limits } from '../limits.ts'
import { refuse, succeed } from '../reply.ts'
import type { Route } from '../route.ts'

const legalName = new RegExp(`^[A-Za-z0-9_-]{1,${limits.signingKeyNameCharacters}}$`)

/** The keys that sign delivery URLs (images-api §2.8–2.10). Every answer is the whole list as it is afterwards. */
export const signingKeyRoutes = ({ signingKeys }: Cloud): Route[] => {
  const all = () => succeed({ keys: signingKeys.all() })
  return [
    { method: 'GET', path: '/v1/keys', name: 'keys', permission: 'read', batch: false, answer: all },
    {
      method: 'PUT',
      path: '/v1/keys/:key_name',
      name: 'key',
      permission: 'write',
      batch: false,
      answer({ params }) {
        const name = params['key_name'] ?? ''
        if (!legalName.test(name))
          return refuse(
            5400,
            `Bad request: a key name is 1 to ${limits.signingKeyNameCharacters} letters, digits, dashes or underscores`,
          )
        const keys = signingKeys.all()
        if (keys.length >= limits.signingKeys && !keys.some(key => key.name === name))
          return refuse(5453, `The account has reached its limit of ${limits.signingKeys} signing keys`)
        signingKeys.add(name)
        return all()
      },
    },
    {
      method: 'DELETE',
      path: '/v1/keys/:key_name',
      name: 'key',
      permission: 'write',
      batch: false,
      answer({ params }) {
        // UNCONFIRMED: how an unknown name is refused; no source says it (images-api §2.10).
        return signingKeys.remove(params['key_name'] ?? '') ? all() : refuse(5404, 'Signing key not found')
      },
    },
  ]
}
