import { actions } from './de/actions.ts'
import { frame } from './de/frame.ts'
import { image } from './de/image.ts'
import { library } from './de/library.ts'
import { links } from './de/links.ts'
import { places } from './de/places.ts'
import { queue } from './de/queue.ts'
import { variants } from './de/variants.ts'
import type { Text } from './en.ts'
import { explainProblem } from './de/explain-problem.ts'
import { explainTrouble } from './de/explain-trouble.ts'

/** Every text of the window, in German. */
export const de: Text = {
  tag: 'de',
  problem: explainProblem,
  trouble: explainTrouble,
  ...actions,
  ...frame,
  ...queue,
  ...places,
  ...image,
  ...library,
  ...links,
  ...variants,
}
