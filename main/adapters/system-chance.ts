import { randomUUID } from 'node:crypto'
import type { Chance } from '../engine/ports.ts'

export const systemChance: Chance = { newId: () => randomUUID(), fraction: Math.random }
