import type { Problem } from '../../preload/contract/index.ts'
import type { Photo } from '../engine/ports.ts'
import { problemIn } from './failure.ts'

/** Why a photo's bytes did not come: the Problem they were ended with, else the system's words. */
export const readingProblem = (photo: Photo, error: unknown): Problem =>
  problemIn(error) ?? {
    code: 'photo-unreadable',
    path: photo.name,
    detail: error instanceof Error ? error.message : String(error),
  }
