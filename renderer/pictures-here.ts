import type { Pictures } from './state/host.ts'

/** Pictures lie beside the page, whoever serves it. */
export const picturesHere: Pictures = {
  thumbnail: ({ id, sha256 }) => `/photos/thumbnail/${id}?v=${sha256}`,
  original: ({ id, sha256 }) => `/photos/original/${id}?v=${sha256}`,
  known: ({ id, sha256 }) => `/photos/known/${id}${sha256 === null ? '' : `?v=${sha256}`}`,
  image: (profile, image, variant) =>
    `/photos/image/${encodeURIComponent(profile)}/${image.split('/').map(encodeURIComponent).join('/')}?variant=${encodeURIComponent(variant)}`,
}
