import type { Preferences } from '../../../preload/contract/index.ts'
import { type Words, wordsOf } from './words.ts'

/** The language of menus and notifications: the person’s, as soon as the engine tells which that is. */
export interface Language {
  words(): Words
  choose(language: Preferences['language']): void
}

export function createLanguage(system: () => string): Language {
  let chosen: Preferences['language'] = 'system'
  return {
    words: () => wordsOf(chosen, system()),
    choose(language) {
      chosen = language
    },
  }
}
