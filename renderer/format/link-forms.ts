import { fillTemplate } from './link-template.ts'

/** How a link is written where it is pasted. */
export const linkForms = ['url', 'markdown', 'html', 'picture', 'template'] as const
export type LinkForm = (typeof linkForms)[number]

/** A form with what it needs: the template is one's own. */
export type LinkStyle = { readonly form: LinkForm; readonly template: string }

/** One picture to be linked. `steps`: the same picture in other widths, ascending. Sizes are null where nobody knows them. */
export type LinkedPicture = {
  readonly url: string
  readonly name: string
  readonly id: string
  readonly variant: string
  readonly width: number | null
  readonly height: number | null
  readonly steps: readonly { readonly url: string; readonly width: number }[]
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inHtml = (text: string) => text.replace(/[&<>"]/g, found => escapes[found] ?? found)
/** Code, tags and entities bind more tightly than the brackets of a picture. */
const inMarkdown = (text: string) => text.replace(/[\\[\]`<*&]/g, found => `\\${found}`)
/** What would end an address before its end. */
const asAddress = (url: string) => url.replace(/[\s<>"\\]/g, encodeURIComponent)

/** A comma at its end would be taken for the one between two. */
const inSrcset = (url: string) => asAddress(url).replace(/,$/, '%2C')

/** The name without its ending, on one line: it describes the picture. */
export const titleOf = (name: string): string => name.replace(/(?<=.)\.[^.\s]+$/s, '').replace(/\s+/g, ' ')

/** The link of one picture, as it is pasted. A template with a fault in it is not filled, but told before. */
export function writeLink({ form, template }: LinkStyle, picture: LinkedPicture): string {
  const url = asAddress(picture.url)
  const title = titleOf(picture.name)
  switch (form) {
    case 'url':
      return picture.url
    case 'markdown':
      return `![${inMarkdown(title)}](<${url}>)`
    case 'html':
      return `<img src="${inHtml(url)}" alt="${inHtml(title)}"${sidesOf(picture)}>`
    case 'picture':
      return pictureElement(picture)
    case 'template':
      return fillTemplate(template, { ...picture, title })
    default:
      return form satisfies never
  }
}

/** With its sides a page keeps the room free and does not jump. */
const sidesOf = ({ width, height }: LinkedPicture) =>
  width === null || height === null ? '' : ` width="${width}" height="${height}"`

function pictureElement(picture: LinkedPicture): string {
  const { url, name, steps } = picture
  const usual = steps.find(step => step.url === url)?.width ?? steps.at(-1)?.width ?? 0
  const sources = steps.map(step => `${inHtml(inSrcset(step.url))} ${step.width}w`).join(', ')
  const source =
    steps.length === 0 ? [] : [`  <source srcset="${sources}" sizes="(max-width: ${usual}px) 100vw, ${usual}px">`]
  const image = `  <img src="${inHtml(asAddress(url))}" alt="${inHtml(titleOf(name))}"${sidesOf(picture)} loading="lazy">`
  return ['<picture>', ...source, image, '</picture>'].join('\n')
}
