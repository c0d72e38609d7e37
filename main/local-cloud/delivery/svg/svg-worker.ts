import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { cleanBytes } from './clean-svg.ts'

parentPort?.postMessage(cleanBytes(readFileSync(z.string().parse(workerData))))
