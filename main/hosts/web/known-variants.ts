import type { Bridge, ProfileName, Variant } from '../../../preload/contract/index.ts'
import { uncroppedVariant } from './uncropped-variant.ts'

/** Which variant shows images whole; every account has `public`, and where nothing is known it is taken for one (images-api §2.12). */
export interface KnownVariants {
  whole(profile: ProfileName, side: number): Promise<{ variant: string; isWhole: boolean }>
}

const rememberMs = 300_000
/** A call that waits for its budget must not keep the pictures waiting. */
const patienceMs = 4_000

type Known = { variants: Promise<readonly Variant[] | null>; at: number }

/** The variants of each account, asked for at most every few minutes. */
export function createKnownVariants(listVariants: Bridge['listVariants'], now: () => number): KnownVariants {
  const known = new Map<ProfileName, Known>()

  function of(profile: ProfileName): Promise<readonly Variant[] | null> {
    const before = known.get(profile)
    if (before !== undefined && before.at + rememberMs > now()) return before.variants
    const variants = listVariants({ profile }).then(listed => (listed.ok ? listed.value.variants : null))
    known.set(profile, { variants, at: now() })
    return variants
  }

  return {
    async whole(profile, side) {
      let impatient: NodeJS.Timeout | undefined
      const late = new Promise<null>(resolve => {
        impatient = setTimeout(() => resolve(null), patienceMs)
      })
      const variants = await Promise.race([of(profile), late])
      clearTimeout(impatient)
      if (variants === null) return { variant: 'public', isWhole: false }
      const found = uncroppedVariant(variants, side)
      return { variant: found?.id ?? 'public', isWhole: found !== undefined }
    },
  }
}
