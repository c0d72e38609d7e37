import { mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type EndedPhoto, fail, type Outcome, type Problem } from '../../../../preload/contract/index.ts'
import { bridgeTo } from '../../bridge-to.ts'
import { compose } from '../../compose.ts'
import { exitCode } from '../exit-code.ts'
import { timeTaken } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { sentenceOf } from '../print/sentence.ts'
import { type Terminal, untilInterrupted } from '../terminal.ts'
import { checkLinks } from './check-links.ts'
import { copyLikeACard } from './copy-like-a-card.ts'
import { demoTable } from './demo-table.ts'
import { judgeShoot } from './judge-shoot.ts'
import { makeShoot, type Shoot, type ShootPhoto } from './make-shoot.ts'
import { watchShoot } from './watch-shoot.ts'

/** Short: the card reader of the demo never pauses this long. */
const settleMs = 500

/** The acts of the demo, one after the other, in `place`. Ends early when it is interrupted. */
export async function playDemo(terminal: Terminal, place: string): Promise<number> {
  const startedAt = performance.now()
  const card = join(place, 'card')
  const watched = join(place, 'watched')
  await mkdir(watched)

  const making = makeShoot(card, (made, of) => terminal.progress(`Making a shoot: ${made} of ${of} photos`))
  const shoot = await Promise.race([making, untilInterrupted(terminal)])
  if (shoot === 'interrupted') {
    void Promise.allSettled([making])
    return exitCode.interrupted
  }
  const photos = shoot.photos.map(photo => movedTo(watched, card, photo))
  terminal.progress(null)
  terminal.out(`${photos.length} files made in ${timeTaken(performance.now() - startedAt)}.`)
  const delivery = await deliver(terminal, { home: join(place, 'home'), card, watched, photos })
  if (terminal.interrupted.aborted) return exitCode.interrupted
  if (!delivery.ok) {
    terminal.err(sentenceOf(delivery.problem))
    return exitCode.needsYou
  }
  const { ended, broken, links, ms } = delivery.value
  const wrong = [...judgeShoot(photos, ended), ...broken]
  for (const line of demoTable(photos, ended, links)) terminal.out(line)
  terminal.out(
    `Imported, checked and delivered in ${timeTaken(ms)}; all of it in ${timeTaken(performance.now() - startedAt)}.`,
  )
  for (const line of wrong) terminal.err(printable(`Not as it must be: ${line}`))
  terminal.out(wrong.length === 0 ? 'Everything came out as it must.' : 'Something did not come out as it must.')
  return wrong.length === 0 ? exitCode.done : exitCode.needsYou
}

type Stage = { home: string; card: string; watched: string; photos: Shoot['photos'] }
type Delivery = { ended: ReadonlyMap<string, EndedPhoto>; links: number; broken: string[]; ms: number }

/** Watches, imports, uploads; while the local cloud is still up, follows every link. */
async function deliver(terminal: Terminal, { home, card, watched, photos }: Stage): Promise<Outcome<Delivery>> {
  const composed = await compose({ home, apiToken: undefined })
  if (!composed.ok) return composed
  const { engine, stop } = composed.value
  const { bridge } = bridgeTo(composed.value)
  const watching = watchShoot(terminal, engine.feed, photos.length)
  try {
    const added = await bridge.addFolder({ path: watched, settings: { settleMs } })
    if (!added.ok) return added
    await engine.start({ folders: 'all' })

    const importedAt = performance.now()
    const importing = copyLikeACard(card, watched, terminal.interrupted)
    const stuck = await Promise.race([importing.then(() => null), untilInterrupted(terminal)])
    if (stuck === 'interrupted') {
      await Promise.allSettled([importing])
      return fail({ code: 'interrupted' })
    }
    const problem: Problem | null = await watching.until(photos.map(photo => photo.path))
    if (problem !== null) return fail(problem)
    if (terminal.interrupted.aborted) return fail({ code: 'interrupted' })
    const ms = performance.now() - importedAt

    watching.stop()
    terminal.progress('Following every link')
    const checked = await checkLinks(photos, watching.ended, terminal.interrupted)
    return { ok: true, value: { ended: watching.ended, ...checked, ms } }
  } finally {
    watching.stop()
    await stop()
  }
}

/** The same photo where the import puts it. */
function movedTo(watched: string, card: string, photo: ShootPhoto): ShootPhoto {
  const moved = (path: string) => join(watched, relative(card, path))
  return { ...photo, path: moved(photo.path), ...(photo.twin === undefined ? {} : { twin: moved(photo.twin) }) }
}
