import type { FindingRule, Sentence, Trouble } from '../../../preload/contract/index.ts'

/** A held photo comes with its sentences already made; by the rule they are said again, without their numbers. */
const sentences: Readonly<Record<FindingRule, readonly [title: string, advice: string]>> = {
  empty: ['Die Datei ist leer', 'Kopieren Sie sie noch einmal von der Karte.'],
  'not-an-image': ['Das ist kein Bild', 'Prüfen Sie die Datei.'],
  damaged: ['Das Foto ist beschädigt oder unvollständig', 'Kopieren Sie es noch einmal von der Karte.'],
  'format-not-accepted': [
    'Cloudflare Images nimmt dieses Format nicht an',
    'Exportieren Sie es als JPEG, PNG oder WebP.',
  ],
  'too-many-bytes': ['Die Datei hat mehr als 10 MB', 'Exportieren Sie sie kleiner oder stärker komprimiert.'],
  'side-too-long': ['Eine Seite hat zu viele Pixel', 'Exportieren Sie es kleiner.'],
  'too-many-megapixels': ['Das Foto hat zu viele Megapixel', 'Exportieren Sie es kleiner.'],
  'animation-too-large': ['Die Animation ist zu groß', 'Exportieren Sie sie kleiner oder kürzer.'],
  'metadata-too-large': ['Die Angaben sind zu lang', 'Kürzen Sie die Angaben des Ordners.'],
}

const isRule = (code: string): code is FindingRule => code in sentences

/** Why a listed photo is held, in German; as the engine says it where the rule is a new one. */
export function explainTrouble({ code, title, advice }: Trouble): Sentence {
  if (!isRule(code)) return { title, advice }
  const [said, todo] = sentences[code]
  return { title: said, advice: todo }
}
