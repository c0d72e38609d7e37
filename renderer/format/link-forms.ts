/** How a link is written where it is pasted. */
export const linkForms = ['url', 'markdown', 'html'] as const
export type LinkForm = (typeof linkForms)[number]

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inHtml = (text: string) => text.replace(/[&<>"]/g, found => escapes[found] ?? found)
const inMarkdown = (text: string) => text.replace(/[\\[\]]/g, found => `\\${found}`)

/** The link of one picture; its name without the ending describes it. */
export function writeLink(form: LinkForm, url: string, name: string): string {
  const title = name.replace(/\.[^.]+$/, '')
  switch (form) {
    case 'url':
      return url
    case 'markdown':
      return `![${inMarkdown(title)}](<${url}>)`
    case 'html':
      return `<img src="${inHtml(url)}" alt="${inHtml(title)}">`
    default:
      return form satisfies never
  }
}
