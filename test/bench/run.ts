import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import sharp from 'sharp'
import { measureDelivery } from './delivery.ts'
import { measureDropPage } from './drop-page.ts'
import { measureLibraryPage } from './library-page.ts'
import { measureLine } from './line.ts'
import { measureListPages } from './list-pages.ts'
import { measureMemory } from './memory.ts'
import { whyNoPage } from './page/chromium.ts'
import { measurePipeline } from './pipeline.ts'
import { measureQueuePage, type PageFigures } from './queue-page.ts'
import { measureQueueStore } from './queue-store.ts'
import { measureSearchLibrary } from './search-library.ts'
import { measureSending } from './sending.ts'

/** Prints ratios measured in this one run; `npm run bench -- b d` runs those only. */
const wanted = process.argv.slice(2)
const isWanted = (letter: string) => wanted.length === 0 || wanted.includes(letter)
const round = (number: number) => Number(number.toPrecision(3))
const line = (letter: string, what: string, ratio: number, target: string, isMet: boolean, rest: object) =>
  console.log(
    `(${letter}) ${what}: ${round(ratio)} (target ${target}) ${isMet ? 'met' : 'MISSED'} ${JSON.stringify(rest, (_, value: unknown) => (typeof value === 'number' ? round(value) : value))}`,
  )

const versionOf = (name: string) =>
  (
    JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as {
      version: string
    }
  ).version

console.log(
  `${availableParallelism()} cores, Node ${process.version}, sharp ${versionOf('sharp')}, libvips ${sharp.versions.vips}, chokidar ${versionOf('chokidar')}, undici ${versionOf('undici')}, cloudflare ${versionOf('cloudflare')}`,
)

if (isWanted('a')) {
  const { judgedRatio, deliveredRatio, ...rest } = await measurePipeline()
  line('a', 'judging, of a bare loop of thumbnail and hash', judgedRatio, '≥ 0.85', judgedRatio >= 0.85, rest)
  // Sending takes its share of the same two cores, and so does the local cloud that receives: told, not judged.
  console.log(`(a) the whole way with sending, of the same bare loop: ${round(deliveredRatio)}`)
}
if (isWanted('b')) {
  const { scriptRatio, parallelRatio, ...rest } = await measureSending()
  line('b', 'sending, of a script with curl twice per photo', scriptRatio, '≥ 1', scriptRatio >= 1, rest)
  line('b', 'sending, of curl --parallel on ready links', parallelRatio, '≥ 0.5', parallelRatio >= 0.5, rest)
}
if (isWanted('c')) {
  const { ofLine, ...rest } = await measureLine()
  line('c', 'of a line of 100 Mbit/s with 60 ms', ofLine, '≥ 0.95', ofLine >= 0.95, rest)
}
if (isWanted('d')) {
  const { measureWatchStart } = await import('./watch-start.ts')
  const { timeRatio, memoryRatio, ...rest } = await measureWatchStart()
  line('d', 'start of watching 100,000 known files, time of chokidar alone', timeRatio, '≤ 0.2', timeRatio <= 0.2, rest)
  line(
    'd',
    'start of watching 100,000 known files, memory of chokidar alone',
    memoryRatio,
    '≤ 0.33',
    memoryRatio <= 0.33,
    rest,
  )
}
if (isWanted('e')) console.log('(e) enqueueing 100,000 jobs', JSON.stringify(await measureQueueStore()))
if (isWanted('f')) {
  const { growthRatio, after } = await measureMemory()
  line('f', 'memory after 2,000 photos, of that after 400', growthRatio, '≤ 1.15', growthRatio <= 1.15, { after })
}
if (isWanted('g')) {
  const { uncachedRatio, cachedRatio, ...rest } = await measureDelivery()
  line('g', 'variants rendered anew, of bare sharp', uncachedRatio, '≥ 0.85', uncachedRatio >= 0.85, rest)
  line('g', 'variants from the cache, of bare sharp', cachedRatio, '≥ 10', cachedRatio >= 10, rest)
}
if (isWanted('h')) {
  const { slowestMs, ...rest } = await measureListPages()
  line('h', 'slowest page of 1,000 among 10,000 images, of 50 ms', slowestMs / 50, '≤ 1', slowestMs <= 50, rest)
}
if (isWanted('i')) {
  const { slowestMs, ...rest } = await measureSearchLibrary()
  line('i', 'slowest search in the mirror of 20,000 images, of 20 ms', slowestMs / 20, '≤ 1', slowestMs <= 20, rest)
}

const noPage = whyNoPage()
const pages = [
  { letter: 'j', what: 'the queue with 10,000 waiting', measure: measureQueuePage },
  { letter: 'k', what: 'the library with 20,000 images', measure: measureLibraryPage },
]
for (const { letter, what, measure } of pages.filter(page => isWanted(page.letter))) {
  if (noPage === null) tellPage(letter, what, await measure())
  else console.log(`(${letter}) ${what}: ${noPage}`)
}

if (isWanted('l') && noPage !== null) console.log(`(l) 3,000 photos dropped: ${noPage}`)
else if (isWanted('l')) {
  const { taking, ...rest } = await measureDropPage()
  const { longestMs } = taking
  line('l', '3,000 photos dropped, longest task, of 100 ms', longestMs / 100, '≤ 1', longestMs <= 100, {
    ...taking,
    ...rest,
  })
}

function tellPage(letter: string, what: string, { first, scrolling, selecting, busy, heap }: PageFigures) {
  const at = (part: string, value: number, limit: number, unit: string, rest: object) =>
    line(letter, `${what}, ${part}, of ${limit} ${unit}`, value / limit, '≤ 1', value <= limit, rest)
  at('interactive', first.answeredMs / 1_000, 2, 's', first)
  at('longest task while scrolling', scrolling.longestMs, 100, 'ms', scrolling)
  at('longest task while selecting', selecting.longestMs, 100, 'ms', selecting)
  at('longest task while events arrive', busy.longestMs, 100, 'ms', busy)
  at('heap', heap.megabytes, 150, 'MB', heap)
}
