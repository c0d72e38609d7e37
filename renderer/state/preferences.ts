import { type Cell, createCell } from './cell.ts'

/** What a person has chosen about the window itself. */
export type Preferences = {
  readonly theme: 'system' | 'dark' | 'light'
  readonly language: 'system' | 'en' | 'de'
  /** How a link was copied last. */
  readonly linkForm: 'url' | 'markdown' | 'html'
  readonly isWelcomed: boolean
}

const first: Preferences = { theme: 'dark', language: 'system', linkForm: 'url', isWelcomed: false }
const name = 'hotfolder-window'
const yearSeconds = 31_536_000

const choices: { readonly [Key in keyof Preferences]: readonly Preferences[Key][] } = {
  theme: ['system', 'dark', 'light'],
  language: ['system', 'en', 'de'],
  linkForm: ['url', 'markdown', 'html'],
  isWelcomed: [true, false],
}

/** Kept in a cookie: the page comes from another port each time, and only cookies do not mind. */
export function openPreferences(): Cell<Preferences> {
  const cell = createCell(readPreferences(document.cookie))
  cell.watch(() => {
    const text = encodeURIComponent(JSON.stringify(cell.get()))
    document.cookie = `${name}=${text}; Path=/; Max-Age=${yearSeconds}; SameSite=Strict`
  })
  return cell
}

/** What cannot be read, or is not among the choices, is as it was at first. */
export function readPreferences(cookies: string): Preferences {
  const text = cookies
    .split('; ')
    .find(cookie => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
  const kept = text === undefined ? {} : parse(text)
  const pick = <Key extends keyof Preferences>(key: Key): Preferences[Key] =>
    choices[key].find(choice => choice === kept[key]) ?? first[key]
  return {
    theme: pick('theme'),
    language: pick('language'),
    linkForm: pick('linkForm'),
    isWelcomed: pick('isWelcomed'),
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(decodeURIComponent(text))
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {}
  } catch {
    // Another program on this computer can set a cookie of our name.
    return {}
  }
}
