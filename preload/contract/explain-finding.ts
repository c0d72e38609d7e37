import type { Sentence } from './explain.ts'
import type { Finding } from './preflight.ts'

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** Why a photo is held, and what to do. */
export function explainFinding(finding: Finding): Sentence {
  switch (finding.rule) {
    case 'empty':
      return { title: 'The file is empty', advice: 'Copy it again from the card.' }
    case 'not-an-image':
      return { title: 'This is not an image', advice: `Check the file. The decoder said: ${finding.detail}` }
    case 'damaged':
      return {
        title: 'The photo is damaged or incomplete',
        advice: `Copy it again from the card. The decoder said: ${finding.detail}`,
      }
    case 'format-not-accepted':
      return {
        title: `${finding.format === 'other' ? 'This format' : finding.format.toUpperCase()} is not accepted`,
        advice: 'Cloudflare Images does not take such files. Export it as JPEG, PNG or WebP.',
      }
    case 'too-many-bytes':
      return {
        title: `${megabytes(finding.bytes)} is over the limit of ${megabytes(finding.limit)}`,
        advice: 'Export it smaller or with more compression.',
      }
    case 'side-too-long':
      return {
        title: `${finding.pixels} pixels on one side is over the limit of ${finding.limit}`,
        advice: 'Export it smaller.',
      }
    case 'too-many-megapixels':
      return {
        title: `${finding.megapixels.toFixed(1)} megapixels is over the limit of ${finding.limit}`,
        advice: 'Export it smaller.',
      }
    case 'animation-too-large':
      return {
        title: `An animation of ${finding.megapixels.toFixed(1)} megapixels in all is over the limit of ${finding.limit}`,
        advice: 'Export it smaller or shorter.',
      }
    case 'metadata-too-large':
      return {
        title: `${finding.bytes} bytes of tags are over the limit of ${finding.limit}`,
        advice: 'Shorten the folder’s tags.',
      }
  }
}
