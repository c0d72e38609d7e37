import type { Feed } from '../feed.ts'
import type { Lines } from '../lines.ts'
import type { Ports } from '../ports.ts'
import type { Profiles } from '../profiles.ts'
import type { Uploader } from '../uploader.ts'
import { createAccountCalls } from './account-calls.ts'
import { answerLibrary, type LibraryAnswers } from './answer-library.ts'
import { createMirror } from './mirror.ts'

/** What is on the accounts: asked, changed, mirrored, fetched back. */
export interface Library {
  answers: LibraryAnswers
  stop(): void
}

type Needs = Ports & { lines: Lines; profiles: Profiles; feed: Feed; uploader: Uploader; stopping: AbortSignal }

export function createLibrary(needs: Needs): Library {
  const { uploader } = needs
  const mirror = createMirror(needs)
  const calls = createAccountCalls({ ...needs, closeAccount: uploader.closeAccount, lineWorks: uploader.lineWorks })
  return { answers: answerLibrary({ ...needs, calls, mirror }), stop: mirror.stop }
}
