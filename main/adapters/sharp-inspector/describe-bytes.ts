// oxlint-disable no-control-regex -- control characters are what tells bytes from text
const known: readonly (readonly [RegExp, string])[] = [
  [/^PK[\x03\x05\x07]/, 'a ZIP archive'],
  [/^\x1f\x8b/, 'a gzip archive'],
  [/^Rar!/, 'a RAR archive'],
  [/^7z\xbc\xaf/, 'a 7-Zip archive'],
  [/^%PDF/, 'a PDF document'],
  [/^%!PS/, 'a PostScript document'],
  [/^\xd0\xcf\x11\xe0/, 'an Office document'],
  [/^[^]{4}(ftyp|moov|mdat|wide)/, 'a video'],
  [/^\x1aE\xdf\xa3/, 'a video'],
  [/^RIFF[^]{4}(AVI |WAVE)/, 'a video or sound'],
  [/^(ID3|OggS|fLaC)/, 'a sound'],
  [/^SQLite format 3/, 'a database'],
  [/^(MZ|\x7fELF)/, 'a program'],
]

/** Says what a file that is no image looks like, in words that finish “this looks like …”. */
export function describeBytes(head: Buffer): string {
  const start = head.toString('latin1', 0, 32)
  const name = known.find(([magic]) => magic.test(start))?.[1]
  if (name !== undefined) return name

  const text = head.toString('utf8', 0, 1024)
  if (/^\uFEFF?\s*<(!doctype\s+html|html|head|body)/i.test(text)) return 'a web page'
  if (/^\uFEFF?\s*<[?!a-z]/i.test(text)) return 'an XML text'
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f\uFFFD]/.test(text.slice(0, 1000)) ? 'no format we know' : 'plain text'
}
