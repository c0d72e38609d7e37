import { join } from 'node:path'
import { type Bridge, createBridge } from '../../preload/contract/index.ts'
import type { Running } from './compose.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { explainError } from './explain-error.ts'

/** The bridge to an engine in this process: the same gate as from anywhere else. */
export function bridgeTo({ engine, home }: Pick<Running, 'engine' | 'home'>): { bridge: Bridge; dispatch: Dispatch } {
  const dispatch = createDispatch(engine.answers, {
    explainError: error => explainError(error, join(home, 'hotfolder.db')),
  })
  return { dispatch, bridge: createBridge({ call: dispatch, listen: engine.feed.listen }) }
}
