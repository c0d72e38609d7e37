import { actions } from './de/actions.ts'
import { frame } from './de/frame.ts'
import { image } from './de/image.ts'
import { library } from './de/library.ts'
import { links } from './de/links.ts'
import { places } from './de/places.ts'
import { queue } from './de/queue.ts'
import { settings } from './de/settings.ts'
import { variants } from './de/variants.ts'
import type { Text } from './en.ts'
import { explainProblem } from './de/explain-problem.ts'
import { explainFinding } from './de/explain-finding.ts'

/** Every text of the window, in German. */
export const de: Text = {
  tag: 'de',
  problem: explainProblem,
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
}
