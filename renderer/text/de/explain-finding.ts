import type { Finding, Sentence } from '../../../preload/contract/index.ts'
import { inGerman } from './in-german.ts'

const whole = new Intl.NumberFormat('de', { maximumFractionDigits: 0 })
const tenths = new Intl.NumberFormat('de', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const megabytes = (bytes: number) => `${tenths.format(bytes / 1e6)} MB`

/** Why a photo is held, and what to do, in German. */
export function explainFinding(finding: Finding): Sentence {
  switch (finding.rule) {
    case 'empty':
      return { title: 'Die Datei ist leer', advice: 'Kopieren Sie sie noch einmal von der Karte.' }
    case 'not-an-image':
      return { title: 'Das ist kein Bild', advice: `Prüfen Sie die Datei. ${inGerman(finding.detail)}` }
    case 'damaged':
      return {
        title: 'Das Foto ist beschädigt oder unvollständig',
        advice: `Kopieren Sie es noch einmal von der Karte. ${inGerman(finding.detail)}`,
      }
    case 'format-not-accepted':
      return {
        title:
          finding.format === 'other'
            ? 'Dieses Format ist nicht erlaubt'
            : `${finding.format.toUpperCase()} ist nicht erlaubt`,
        advice: 'Cloudflare Images nimmt solche Dateien nicht. Exportieren Sie das Foto als JPEG, PNG oder WebP.',
      }
    case 'too-many-bytes':
      return {
        title: `${megabytes(finding.bytes)} sind mehr als die erlaubten ${megabytes(finding.limit)}`,
        advice: 'Exportieren Sie es kleiner oder stärker komprimiert.',
      }
    case 'side-too-long':
      return {
        title: `${whole.format(finding.pixels)} Pixel an einer Seite sind mehr als die erlaubten ${whole.format(finding.limit)}`,
        advice: 'Exportieren Sie es kleiner.',
      }
    case 'too-many-megapixels':
      return {
        title: `${tenths.format(finding.megapixels)} Megapixel sind mehr als die erlaubten ${whole.format(finding.limit)}`,
        advice: 'Exportieren Sie es kleiner.',
      }
    case 'animation-too-large':
      return {
        title: `Eine Animation von zusammen ${tenths.format(finding.megapixels)} Megapixeln ist größer als die erlaubten ${whole.format(finding.limit)}`,
        advice: 'Exportieren Sie sie kleiner oder kürzer.',
      }
    case 'metadata-too-large':
      return {
        title: `${whole.format(finding.bytes)} Byte an Angaben sind mehr als die erlaubten ${whole.format(finding.limit)}`,
        advice: 'Kürzen Sie die Angaben des Ordners.',
      }
  }
}
