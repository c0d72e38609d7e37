import { type Image, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { bulkLine } from '../print/bulk-line.ts'
import { imageCount } from '../print/image-count.ts'
import { imageForJson } from '../print/image-for-json.ts'
import { jsonLine } from '../print/json-line.ts'
import { printable } from '../print/printable.ts'
import { workOverBridge } from '../with-bridge.ts'
import type { Chosen } from './choose-images.ts'
import { codeOfRun, tellFailures, troubleOf } from './close-run.ts'
import { overImages } from './over-images.ts'

type Words = {
  profile: string | undefined
  json: boolean
  /** `be deleted` */
  would: string
  /** What would become of this one. */
  wordsOf?: (image: Image) => string
}

/** `--dry-run`: looks at every image, says what would be done with it, and does nothing. */
export function tryOut(cli: Cli, { images }: Chosen, { profile, json, would, wordsOf }: Words): Promise<number> {
  const { terminal } = cli
  const known = new Map(images.map(({ id, image }) => [id, image]))
  const total = images.length
  return workOverBridge(cli, async ({ bridge }) => {
    async function look(id: string): Promise<Outcome<Image>> {
      const image = known.get(id) ?? null
      if (image !== null) return succeed(image)
      const asked = await bridge.getImage({ profile, image: id })
      return asked.ok ? succeed(asked.value.image) : asked
    }

    const run = await overImages(terminal, known.keys(), {
      atOnce: 1,
      perform: look,
      tell(imageId, outcome) {
        if (json)
          terminal.out(
            jsonLine(
              outcome.ok
                ? { imageId, image: imageForJson(outcome.value), problem: null }
                : { imageId, image: null, problem: troubleOf(outcome.problem) },
            ),
          )
        else if (outcome.ok) {
          const words = [
            imageId,
            outcome.value.filename ?? '—',
            ...(wordsOf === undefined ? [] : [wordsOf(outcome.value)]),
          ]
          terminal.out(words.map(printable).join('  '))
        }
      },
      line: standing => bulkLine({ doing: 'looked at', total, ...standing }, terminal.columns),
    })
    tellFailures(terminal, run)
    if (json) terminal.out(jsonLine({ summary: { dryRun: true, found: run.done, failed: run.failures.length } }))
    else terminal.out(`Dry run: ${imageCount(run.done)} would ${would}. Nothing was done.`)
    return codeOfRun(terminal, run, { isSingle: total === 1 })
  })
}
