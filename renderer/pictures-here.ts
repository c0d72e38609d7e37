import type { VariantOptions } from '../preload/contract/index.ts'
import { onAccount } from './on-account.ts'
import type { Pictures } from './state/host.ts'

/** Pictures lie beside the page, whoever serves it. */
export const picturesHere: Pictures = {
  thumbnail: ({ id, sha256 }) => `/photos/thumbnail/${id}?v=${sha256}`,
  original: ({ id, sha256 }) => `/photos/original/${id}?v=${sha256}`,
  known: ({ id, sha256 }) => `/photos/known/${id}${sha256 === null ? '' : `?v=${sha256}`}`,
  image: (profile, image, variant) =>
    `/photos/image/${onAccount(profile, image)}?variant=${encodeURIComponent(variant)}`,
  view: (profile, image) => `/photos/view/${onAccount(profile, image)}`,
  whole: (profile, image) => `/photos/download/${onAccount(profile, image)}`,
  small: (profile, image, uploadedAt, side) =>
    `/photos/library/${onAccount(profile, image)}?side=${sides.find(one => one * enough >= side) ?? sides.at(-1)}&v=${uploadedAt}`,
  trial: (profile, image, options) => `/photos/trial/${onAccount(profile, image)}?${trialQuery(options)}`,
}

/** The sizes thumbnails are made in, by their long side; a little less than wanted still looks sharp. */
const sides = [320, 640, 1_280]
const enough = 1.1

/** What decides how a trial looks; what is left out follows from the photo. */
function trialQuery({ fit, width, height, metadata, blur }: VariantOptions): string {
  const query = new URLSearchParams({ fit, metadata })
  for (const [name, value] of Object.entries({ width, height, blur }))
    if (value !== null) query.set(name, String(value))
  return query.toString()
}
