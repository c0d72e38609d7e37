import type { Finding, Limits, PhotoFacts, Preparation, SendingSettings } from '../../preload/contract/index.ts'

/** What preflight says of one photo: why it cannot go, or how it is prepared before it goes. */
export type Judgement = { kind: 'held'; findings: Finding[] } | { kind: 'fit'; preparation: Preparation }

/** Metadata sent with each photo: the person's tags, and the hash by which any workstation knows it again. */
export const metadataOf = (sending: SendingSettings, sha256: string): Record<string, string> => ({
  ...sending.tags,
  sha256,
})

/** Pure. Facts, limits and settings → findings, and the preparation they ask for. `seen`: what the decoder already found. */
export function preflight(
  facts: PhotoFacts | null,
  seen: readonly Finding[],
  sending: SendingSettings,
  sha256: string,
  limits: Limits,
): Judgement {
  const findings = [...seen, ...(facts === null ? [] : overLimits(facts, limits)), ...tagsOver(sending, sha256, limits)]
  return findings.length > 0 ? { kind: 'held', findings } : { kind: 'fit', preparation: { kind: 'none' } }
}

function overLimits(facts: PhotoFacts, limits: Limits): Finding[] {
  if (!limits.formats.includes(facts.format)) return [{ rule: 'format-not-accepted', format: facts.format }]
  const findings: Finding[] = []
  if (facts.bytes > limits.bytes) findings.push({ rule: 'too-many-bytes', bytes: facts.bytes, limit: limits.bytes })
  // An SVG has no pixels of its own: the service never resizes it (images-api §3.2).
  if (facts.format === 'svg') return findings

  const side = Math.max(facts.width, facts.height)
  const longest = facts.format === 'avif' ? limits.avifSide : facts.format === 'webp' ? limits.webpSide : limits.side
  if (longest !== null && side > longest) findings.push({ rule: 'side-too-long', pixels: side, limit: longest })

  const megapixels = (facts.width * facts.height) / 1e6
  if (megapixels > limits.megapixels)
    findings.push({ rule: 'too-many-megapixels', megapixels, limit: limits.megapixels })
  const whole = megapixels * facts.frames
  if (facts.frames > 1 && whole > limits.animationMegapixels)
    findings.push({ rule: 'animation-too-large', megapixels: whole, limit: limits.animationMegapixels })
  return findings
}

function tagsOver(sending: SendingSettings, sha256: string, limits: Limits): Finding[] {
  const bytes = new TextEncoder().encode(JSON.stringify(metadataOf(sending, sha256))).length
  return bytes > limits.metadataBytes ? [{ rule: 'metadata-too-large', bytes, limit: limits.metadataBytes }] : []
}
