import { join } from 'node:path'
import { open as openFile } from 'node:fs/promises'
import { fail, type MeasuredOriginal, type Outcome, type Problem, succeed } from '../../../../preload/contract/index.ts'
import { answerRefusal, type DeliveryRefusal } from '../../../local-cloud/delivery/delivery-refusal.ts'
import { explainFailure } from '../../../local-cloud/delivery/explain-failure.ts'
import {
  isHeavy,
  isLeftAsItIs,
  makePicture,
  mediaTypes,
  pictureKey,
} from '../../../local-cloud/delivery/make-picture.ts'
import { optionsOf, usualOptions } from '../../../local-cloud/delivery/options/picture-options.ts'
import { wishOf } from '../../../local-cloud/delivery/picture/choose-format.ts'
import { openSource } from '../../../local-cloud/delivery/picture/source.ts'
import { createRenderOnce } from '../../../local-cloud/delivery/renditions/render-once.ts'
import { createRenditionStore } from '../../../local-cloud/delivery/renditions/rendition-store.ts'
import type { Picture, PhotoSources } from '../photo-sources.ts'
import { createTrialOriginals, type OpenOriginal } from './trial-originals.ts'
import type { TrialOptions, Trials, WantedTrial } from './trials.ts'

type Needs = Pick<Parameters<typeof createTrialOriginals>[0], 'originalOf' | 'imageOf' | 'keepOriginal'> & {
  /** Ours alone: emptied at start. */
  folder: string
  /** As it is really delivered. */
  delivered: PhotoSources['image']
  now(): number
  mostBytes?: { originals: number; renditions: number }
}

const usualRoom = { originals: 300_000_000, renditions: 200_000_000 }
/** The smallest picture that tells whether sizes in links are served. */
const probe = 'w=16'
/** Flexible variants are off (images-api §4.7). */
const flexibleOff = 'err=9429'

/** Renders with the local cloud's own code, so that what is tried out is what is served. */
export function createTrials({ folder, delivered, now, mostBytes = usualRoom, ...sources }: Needs): Trials {
  const open = createTrialOriginals({ ...sources, folder: join(folder, 'originals'), mostBytes: mostBytes.originals })
  const renditions = createRenditionStore({
    folder: join(folder, 'rendered'),
    known: new Set(),
    mostBytes: mostBytes.renditions,
    now,
  })
  const renderOnce = createRenderOnce()

  async function show(
    found: OpenOriginal,
    wanted: WantedTrial,
    gone: AbortSignal,
  ): Promise<Outcome<Picture> | 'changed'> {
    const { path, original } = found
    const options = pictureOptions(wanted.options)
    const wish = wishOf(wanted.accept ?? null)
    const key = pictureKey(original, options, wish)
    const etag = `"${key}"`
    if (wanted.etag === etag) return succeed({ type: '', length: null, etag, bytes: null })
    if (isLeftAsItIs(original, options)) {
      const file = await openFile(path)
      return succeed({
        type: `image/${original.format}`,
        length: original.bytes,
        etag,
        bytes: file.createReadStream(),
      })
    }
    const kept = await renditions.open(original.sha256, key)
    if (kept !== null) {
      const { size } = await kept.file.stat()
      return succeed({ type: mediaTypes[kept.type], length: size, etag, bytes: kept.file.createReadStream() })
    }
    let isChanged = false
    const made = await renderOnce(
      {
        key,
        isHeavy: isHeavy(original),
        make: () => makePicture(path, original, options, wish),
        async keep(rendered) {
          isChanged = !(await found.isStill())
          if (rendered.kind === 'rendered' && !isChanged)
            await renditions.keep(original.sha256, key, rendered.type, rendered.bytes)
        },
      },
      gone,
    )
    if (isChanged) return 'changed'
    if (made.kind === 'refusal') return fail(problemOf(made))
    return succeed({ type: mediaTypes[made.type], length: made.bytes.length, etag, bytes: once(made.bytes) })
  }

  const trials: Trials = {
    async picture(wanted, signal) {
      const found = await open(wanted, 'anywhere')
      if (!found.ok) return found
      if (found.value === null) throw new Error('what is looked for anywhere is found or refused')
      const { original, release } = found.value
      try {
        const shown = await show(found.value, wanted, signal)
        // Where the file has changed the account's own copy is taken: it is known again by its stamp.
        return shown === 'changed' ? await trials.picture(wanted, signal) : shown
      } catch (error) {
        return fail(signal.aborted ? { code: 'interrupted' } : problemOf(explainFailure(original.format, error)))
      } finally {
        release()
      }
    },

    async measure(photo, reach) {
      const found = await open(photo, reach)
      if (!found.ok || found.value === null) return found.ok ? succeed(null) : found
      const { original, release } = found.value
      try {
        return succeed(await measured(found.value))
      } catch (error) {
        return fail(problemOf(explainFailure(original.format, error)))
      } finally {
        release()
      }
    },

    async flexible(photo, signal) {
      const asked = await delivered({ ...photo, variant: probe, etag: undefined, accept: undefined }, signal)
      if (!asked.ok) {
        const { problem } = asked
        return problem.code === 'service-trouble' && problem.detail === flexibleOff ? succeed(false) : asked
      }
      // Only whether it came is of interest.
      await asked.value.bytes?.[Symbol.asyncIterator]().return?.()
      return succeed(true)
    },
  }
  return trials
}

async function measured({ path, original }: OpenOriginal): Promise<MeasuredOriginal> {
  const { format, bytes, width, height } = original
  if (format === 'svg') return { width, height, bytes, isFitted: false }
  const { size } = await openSource(path, original, false)
  return { width: size.width, height: size.height, bytes, isFitted: !isLeftAsItIs(original, usualOptions) }
}

const pictureOptions = ({ fit, width, height, metadata, blur }: TrialOptions) =>
  optionsOf({
    id: 'trial',
    neverRequireSignedURLs: false,
    options: {
      fit,
      metadata,
      ...(width === null ? {} : { width }),
      ...(height === null ? {} : { height }),
      ...(blur === null ? {} : { blur }),
    },
  })

const problemOf = (refusal: DeliveryRefusal): Problem => ({
  code: 'request-refused',
  status: answerRefusal(refusal).status,
  apiCode: refusal.code,
  detail: refusal.text,
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
