import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedaction } from '../../../main/adapters/redaction/index.ts'

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const word = (alphabet: string, least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength: least, maxLength: most })
const mixed = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)

/** As Cloudflare makes them. */
const token = word(`${letters}_-`, 40, 40).filter(mixed)
const signingKey = fc.uint8Array({ minLength: 24, maxLength: 24 }).map(bytes => Buffer.from(bytes).toString('base64'))
const signature = word('0123456789abcdef', 64, 64)
const anyShape = fc.constantFrom(
  (text: string): unknown => text,
  (text: string): unknown => ({ detail: `it said ${text}, and no more` }),
  (text: string): unknown => [{ deep: { inside: [`before ${text}`] } }],
  (text: string): unknown => ({ [text]: 1 }),
  (text: string): unknown => new Error(`no good: "${text}"`, { cause: new Error(text) }),
  (text: string): unknown => ({ detail: JSON.stringify({ token: text, said: [text] }) }),
  (text: string): unknown => ({ link: `https://service.example/?q=${encodeURIComponent(text)}#end` }),
)

describe('a secret', () => {
  it('that was named is taken out wherever it stands, whatever it looks like', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 80 }).filter(secret => !'[removed]'.includes(secret)),
        anyShape,
        (secret, shape) => {
          const redaction = createRedaction()
          redaction.hide(secret)

          for (const shown of [redaction.redact, redaction.shorten, redaction.anonymise].map(way => way(shape(secret))))
            for (const spelling of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
              expect(textsOf(shown).some(text => text.includes(spelling))).toBe(false)
        },
      ),
    )
  })

  it('that holds another one leaves nothing of itself', () => {
    const redaction = createRedaction()
    redaction.hide('middle-part')
    redaction.hide('beginning+middle-part+end')

    expect(redaction.redact('x beginning+middle-part+end y')).toBe('x [removed] y')
  })

  it('that nobody named is known by its looks: tokens, and what follows Bearer or Authorization', () => {
    fc.assert(
      fc.property(token, anyShape, (secret, shape) => {
        const { redact } = createRedaction()

        for (const text of textsOf(redact(shape(secret)))) expect(text).not.toContain(secret)
        expect(redact(`Bearer ${secret.slice(0, 12)}`)).not.toContain(secret.slice(0, 12))
        expect(redact({ headers: { Authorization: secret.slice(0, 9) } })).toEqual({
          headers: { Authorization: '[removed]' },
        })
      }),
    )
  })

  it('that nobody named is known by its looks: values of signing keys, signatures, upload URLs', () => {
    fc.assert(
      fc.property(signingKey.filter(mixed), signature, fc.uuid(), (key, sig, id) => {
        // With a slash in it a key looks like a path, unless it is padded; such are known by their very letters alone.
        const spelled = key.includes('/') ? `${key.replace(/^\//, '+')}=` : key
        const { redact } = createRedaction()
        const uploads = [
          `https://upload.imagedelivery.net/Vi7wi5KSItxG/${id}`,
          `http://127.0.0.1:8787/upload/hash/${id}`,
        ]

        for (const around of [`"${spelled}"`, `value=${spelled}`, `key ${spelled} end`, spelled])
          expect(redact(around)).not.toContain(spelled)
        expect(redact(`https://imagedelivery.net/h/i/public?exp=17&sig=${sig}`)).toBe(
          'https://imagedelivery.net/h/i/public?exp=17&sig=[removed]',
        )
        for (const url of uploads) expect(redact(`could not reach ${url}: refused`)).not.toContain(id)
        expect(redact({ uploadUrl: 'https://anywhere.example/x' })).toEqual({ uploadUrl: '[removed]' })
      }),
    )
  })

  it('is not found in what is none', () => {
    const { redact } = createRedaction()
    const harmless = {
      sha256: randomBytes(32).toString('hex'),
      imageId: '2cdc28f0-017a-49c4-9ed7-87056c83901f',
      link: 'https://imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/2cdc28f0-017a-49c4-9ed7-87056c83901f/public',
      path: '/home/anna/Photos2024/Wedding of Müller & Söhne/IMG_20240601_143211 (Edited) Final.JPG',
      place: '/Users/Anna/Pictures/Weddings2024/SelectsForTheClient/FinalSelection0042.tif',
      tokenIn: 'keychain',
      when: '2026-11-24T19:19:39.000Z',
      count: 7,
      none: null,
      yes: true,
    }

    expect(redact(harmless)).toEqual(harmless)
  })

  it('makes no endless loop of what holds itself', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle

    expect(() => createRedaction().redact(circle)).toThrow('it holds itself')
  })
})

describe('a path', () => {
  const name = word(`${letters} _-`, 3, 20).map(text => `d${text.trim()}`)
  const path = fc
    .tuple(fc.array(name, { minLength: 3, maxLength: 8 }), fc.constantFrom('.jpg', '.NEF', '.tif', '.heic'))
    .map(([names, ending]) => ({ names, ending }))
  const ways = [
    ['of Unix', (names: string[]) => `/${names.join('/')}`],
    ['of Windows', (names: string[]) => `C:\\${names.join('\\')}`],
    ['of a network drive', (names: string[]) => `\\\\${names.join('\\')}`],
  ] as const

  it.each(ways)('%s keeps its last two names, alone and in quotes', (_, write) => {
    fc.assert(
      fc.property(path, ({ names, ending }) => {
        const whole = write([...names.slice(0, -1), `${names.at(-1)}${ending}`])
        const short = `…/${names.at(-2)}/${names.at(-1)}${ending}`
        const { shorten, anonymise } = createRedaction()

        expect(shorten({ path: whole })).toEqual({ path: short })
        expect(shorten(`ENOENT: no such file, open '${whole}'`)).toBe(`ENOENT: no such file, open '${short}'`)
        expect(anonymise({ path: whole })).toEqual({ path: `…/${names.at(-2)}/*${ending}` })
      }),
    )
  })

  it('is found in a sentence, in a trace of the program, and not in a web address', () => {
    const { shorten, anonymise } = createRedaction()

    expect(shorten('at open (file:///opt/app/main/hosts/compose.ts:12:5)')).toBe('at open (…/hosts/compose.ts:12:5)')
    expect(shorten('Put it back at /home/anna/Wedding/a.jpg; it is then sent.')).toBe(
      'Put it back at …/Wedding/a.jpg; it is then sent.',
    )
    expect(shorten('see https://developers.example.com/images/a/b')).toBe(
      'see https://developers.example.com/images/a/b',
    )
    expect(anonymise({ name: 'Anna and Ben 001.jpg' })).toEqual({ name: '*.jpg' })
    expect(anonymise('IMG_0001.JPG stumbled twice')).toBe('*.JPG stumbled twice')
  })
})

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inside]) => [name, ...textsOf(inside)])
}
