import { randomUUID } from 'node:crypto'
import type { Chance } from '../engine/ports.ts'

/** Chance as the system gives it. */
export const systemChance: Chance = { newId: () => randomUUID(), fraction: () => Math.random() }
