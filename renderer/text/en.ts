import type { Trouble } from '../../preload/contract/index.ts'
import { actions } from './en/actions.ts'
import { frame } from './en/frame.ts'
import { image } from './en/image.ts'
import { library } from './en/library.ts'
import { links } from './en/links.ts'
import { places } from './en/places.ts'
import { queue } from './en/queue.ts'
import { variants } from './en/variants.ts'
import { explainInWindow } from './explain-in-window.ts'

/** Every text of the window, in English. The other languages have the same shape, or they do not compile. */
export const en = {
  tag: 'en',
  problem: explainInWindow,
  trouble: ({ title, advice }: Trouble) => ({ title, advice }),
  ...actions,
  ...frame,
  ...queue,
  ...places,
  ...image,
  ...library,
  ...links,
  ...variants,
} as const

type Widened<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Widened<Answer>
    : { readonly [Key in keyof T]: Widened<T[Key]> }

/** The shape of a catalogue. */
export type Text = Widened<typeof en>
