import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import decode from 'heic-decode'
import { z } from 'zod'
import type { HeicPixels } from './decode-heic.ts'

const { width, height, data } = await decode({ buffer: readFileSync(z.string().parse(workerData)) })
const pixels = data.buffer
if (!(pixels instanceof ArrayBuffer)) throw new TypeError('the decoder shares its memory')
// Handed over, not copied: half a gigabyte is possible.
parentPort?.postMessage({ width, height, data: pixels } satisfies HeicPixels, [pixels])
