import { createContext, use } from 'react'
import { createFormat, type Format } from '../format/format.ts'
import { de } from './de.ts'
import { en, type Text } from './en.ts'

/** What is said, and how numbers are written with it. */
export type Language = { readonly text: Text; readonly format: Format }

const catalogues = { en, de } satisfies Record<string, Text>
export type LanguageName = keyof typeof catalogues

/** The chosen language, or the first of the person’s own that we know. */
export function languageOf(chosen: LanguageName | 'system', wanted: readonly string[]): Language {
  const known = wanted.map(tag => tag.slice(0, 2)).find((tag): tag is LanguageName => tag in catalogues)
  const name = chosen === 'system' ? (known ?? 'en') : chosen
  // An Englishman in Germany keeps the numbers of the place he chose in his browser.
  const region = wanted.find(tag => tag.startsWith(`${name}-`)) ?? name
  return { text: catalogues[name], format: createFormat(region) }
}

export const LanguageContext = createContext<Language>({ text: en, format: createFormat('en') })

export const useLanguage = (): Language => use(LanguageContext)
