import type { Finding, Sentence } from '../../preload/contract/index.ts'

const number = new Intl.NumberFormat('de', { maximumFractionDigits: 1 })
const megabytes = (bytes: number) => `${number.format(bytes / 1e6)} MB`

/** Why a photo is held, and what to do, in German. */
export function explainFindingInGerman(finding: Finding): Sentence {
  switch (finding.rule) {
    case 'empty':
      return { title: 'Die Datei ist leer', advice: 'Kopieren Sie sie noch einmal von der Karte.' }
    case 'not-an-image':
      return { title: 'Das ist kein Bild', advice: `Prüfen Sie die Datei. Der Decoder meldet: ${finding.detail}` }
    case 'damaged':
      return {
        title: 'Das Foto ist beschädigt oder unvollständig',
        advice: `Kopieren Sie es noch einmal von der Karte. Der Decoder meldet: ${finding.detail}`,
      }
    case 'format-not-accepted':
      return {
        title: `Cloudflare Images nimmt ${finding.format === 'other' ? 'dieses Format' : finding.format.toUpperCase()} nicht an`,
        advice: 'Exportieren Sie es als JPEG, PNG oder WebP.',
      }
    case 'too-many-bytes':
      return {
        title: `${megabytes(finding.bytes)} sind mehr als die erlaubten ${megabytes(finding.limit)}`,
        advice: 'Exportieren Sie es kleiner oder stärker komprimiert.',
      }
    case 'side-too-long':
      return {
        title: `${number.format(finding.pixels)} Pixel an einer Seite sind mehr als die erlaubten ${number.format(finding.limit)}`,
        advice: 'Exportieren Sie es kleiner.',
      }
    case 'too-many-megapixels':
      return {
        title: `${number.format(finding.megapixels)} Megapixel sind mehr als die erlaubten ${number.format(finding.limit)}`,
        advice: 'Exportieren Sie es kleiner.',
      }
    case 'animation-too-large':
      return {
        title: `Eine Animation von zusammen ${number.format(finding.megapixels)} Megapixeln ist mehr als die erlaubten ${number.format(finding.limit)}`,
        advice: 'Exportieren Sie sie kleiner oder kürzer.',
      }
    case 'metadata-too-large':
      return {
        title: `${number.format(finding.bytes)} Bytes Angaben sind mehr als die erlaubten ${number.format(finding.limit)}`,
        advice: 'Kürzen Sie die Angaben des Ordners.',
      }
  }
}
