import { explainFinding } from '../../preload/contract/index.ts'
import { actions } from './en/actions.ts'
import { frame } from './en/frame.ts'
import { image } from './en/image.ts'
import { library } from './en/library.ts'
import { links } from './en/links.ts'
import { places } from './en/places.ts'
import { queue } from './en/queue.ts'
import { settings } from './en/settings.ts'
import { variants } from './en/variants.ts'
import { explainInWindow } from './explain-in-window.ts'

/** Every text of the window, in English. The other languages have the same shape, or they do not compile. */
export const en = {
  tag: 'en',
  problem: explainInWindow,
  finding: explainFinding,
  ...actions,
  ...frame,
  ...queue,
  ...places,
  ...image,
  ...library,
  ...settings,
  ...links,
  ...variants,
} as const

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Widened<Answer>
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [Key in keyof T]: Widened<T[Key]> }

/** The shape of a catalogue. */
export type Text = Widened<typeof en>
