import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkedPicture, variantAtHand } from '../../../../renderer/format/linked-picture.ts'
import { type LinkedPicture, type LinkForm, titleOf, writeLink } from '../../../../renderer/format/link-forms.ts'
import { faultOf, fillTemplate, placeholders } from '../../../../renderer/format/link-template.ts'
import { linkTo, variantOf } from '../../../../renderer/format/variant-link.ts'

const url = 'https://images.example/hash/id/public'
const dune: LinkedPicture = { url, name: 'dune.jpg', id: 'id', variant: 'public', width: null, height: null, steps: [] }
const inForm = (form: LinkForm, picture: Partial<LinkedPicture> = {}, template = '{url}') =>
  writeLink({ form, template }, { ...dune, ...picture })

/** What a reader of HTML finds in an attribute. */
const read = (html: string) =>
  html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const attributesOf = (html: string) =>
  Object.fromEntries([...html.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, read(value ?? '')]))

describe('a copied link', () => {
  it('is written for where it goes', () => {
    expect(inForm('url')).toBe(url)
    expect(inForm('markdown')).toBe(`![dune](<${url}>)`)
    expect(inForm('html')).toBe(`<img src="${url}" alt="dune">`)
    expect(inForm('html', { width: 600, height: 400 })).toBe(`<img src="${url}" alt="dune" width="600" height="400">`)
    expect(inForm('template', { width: 600 }, '{title};{name};{id};{variant};{width};{height};{url}')).toBe(
      `dune;dune.jpg;id;public;600;;${url}`,
    )
  })

  it('lets a browser choose among the widths there are', () => {
    const steps = [
      { url: 'https://images.example/hash/id/small', width: 320 },
      { url, width: 1366 },
    ]

    const html = inForm('picture', { steps })

    expect(html.split('\n')).toEqual([
      '<picture>',
      `  <source srcset="https://images.example/hash/id/small 320w, ${url} 1366w" sizes="(max-width: 1366px) 100vw, 1366px">`,
      `  <img src="${url}" alt="dune" loading="lazy">`,
      '</picture>',
    ])
    expect(inForm('picture')).not.toContain('<source')
  })

  it('keeps the parameters of a signed link, as HTML writes them', () => {
    const signed = `${url}?exp=1893456000&sig=abc`

    expect(attributesOf(inForm('html', { url: signed }))['src']).toBe(signed)
    expect(inForm('html', { url: signed })).toContain('?exp=1893456000&amp;sig=abc')
    expect(inForm('markdown', { url: signed })).toBe(`![dune](<${signed}>)`)
  })

  it('lets no name break out of HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        for (const form of ['html', 'picture'] as const) {
          const html = inForm(form, { name })
          const [image] = /<img [^>]*>/.exec(html) ?? ['']

          expect(attributesOf(image)).toEqual({
            src: url,
            alt: titleOf(name),
            ...(form === 'picture' && { loading: 'lazy' }),
          })
          expect(html.match(/</g)).toHaveLength(form === 'picture' ? 3 : 1)
        }
      }),
    )
  })

  it('lets no name break out of Markdown', () => {
    const risky = fc.string({
      unit: fc.constantFrom('a', '[', ']', '(', ')', '!', '\\', '`', '*', '<', '>', '&', '_', ' ', '\n'),
    })
    fc.assert(
      fc.property(risky, name => {
        const [, title = '', rest] =
          /^!\[((?:\\[^\n]|[^\\[\]`<*&\n])*)\]\(<(.*)>\)$/s.exec(inForm('markdown', { name })) ?? []

        expect(rest).toBe(url)
        expect(title.replace(/\\(.)/gs, '$1')).toBe(titleOf(name))
      }),
    )
  })

  it('is described by its name without the ending, on one line', () => {
    expect(['dune.jpg', '.jpg', 'a.b.jpeg', 'no ending', 'two\nlines.png', 'Dr. Who'].map(titleOf)).toEqual([
      'dune',
      '.jpg',
      'a.b',
      'no ending',
      'two lines',
      'Dr. Who',
    ])
  })

  it('belongs to its own image, whatever the form and however many there are', () => {
    const images = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 20 })
    const variants = ['public', 'small', 'square'].map((id, at) => ({
      id,
      options: { fit: 'scale-down', width: 100 * (at + 1), height: null, blur: null },
    }))
    fc.assert(
      fc.property(images, fc.constantFrom('public', 'small', 'square'), (ids, variant) => {
        for (const id of ids) {
          const links = ['small', 'public'].map(name => `https://images.example/hash/${id}/${name}`)
          const image = { id, filename: `${id}.jpg`, links }
          const picture = linkedPicture({ image, variant, variants, original: null, measured: new Map() })
          if (picture === undefined) throw new Error('every image here has links')
          const written = (['url', 'markdown', 'html', 'picture', 'template'] as const).map(form =>
            writeLink({ form, template: '{url} {id} {title}' }, picture),
          )

          for (const text of written) {
            const found = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([one]) => one)
            expect(new Set(found)).toEqual(new Set([id]))
            expect(text).toContain(`${id}/${variant}`)
          }
        }
      }),
    )
  })
})

describe('a template of one’s own', () => {
  it('is told what is wrong with it', () => {
    expect(faultOf('{url}')).toBeNull()
    expect(faultOf('\\includegraphics{{url}} {"src": "{url}"} { }')).toBeNull()
    expect(faultOf(' \n')).toEqual({ kind: 'empty' })
    expect(faultOf('{url} {uri}')).toEqual({ kind: 'unknown', name: 'uri' })
    expect(faultOf('{URL}')).toEqual({ kind: 'unknown', name: 'URL' })
  })

  it('fills in what it names as it is, once', () => {
    const filling = { url: '{name}', name: '$& {url}', title: '', id: 'i', variant: 'v', width: null, height: 2 }

    expect(fillTemplate('{{url}}|{name}|{width}|{height}', filling)).toBe('{{name}}|$& {url}||2')
    expect(placeholders.every(name => faultOf(`{${name}}`) === null)).toBe(true)
  })
})

describe('the variant of a link', () => {
  it('is its last part, whatever comes after it', () => {
    expect(variantOf(`${url}?exp=1&sig=a/b`)).toBe('public')
    expect(variantOf('https://x/h/i/w%3D400')).toBe('w=400')
    expect(variantOf('https://x/h/i/100%')).toBe('100%')
  })

  it('may be newer than the list of links', () => {
    expect(linkTo([url], 'thumb')).toBe('https://images.example/hash/id/thumb')
    expect(linkTo([url], 'public')).toBe(url)
    expect(linkTo([], 'public')).toBeUndefined()
  })

  it('is the one that was used last, where there is such a one', () => {
    const variants = [{ id: 'a', options: { fit: 'cover', width: 1, height: 1, blur: null } }]

    expect(variantAtHand([url, 'https://x/h/i/thumb'], [], 'thumb')).toBe('thumb')
    expect(variantAtHand([url], [], 'gone')).toBe('public')
    expect(variantAtHand([], variants, 'gone')).toBe('a')
    expect(variantAtHand([], [], 'gone')).toBeUndefined()
  })
})
