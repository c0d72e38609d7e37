import { type Answers, explainFinding, type KnownView } from '../../preload/contract/index.ts'
import { nameOf } from './decide.ts'
import type { ListedPhoto, QueueStore } from './ports.ts'

export type KnownAnswers = Pick<Answers, 'listKnown'>

type Needs = { store: QueueStore }

/** Answers about photos that have no job: those held, and those whose bytes were delivered before. */
export function answerKnown({ store }: Needs): KnownAnswers {
  return {
    listKnown: async query => {
      const { rows, next } = store.ledger.page(query)
      return { ok: true, value: { photos: rows.flatMap(viewOf), next } }
    },
  }
}

function viewOf({ id, profile, folder, stamp, sha256, facts, verdict, at }: ListedPhoto): KnownView[] {
  if (verdict.kind === 'accepted') return []
  const photo = { id, profile, folder, name: nameOf(stamp.path), bytes: stamp.size, sha256, facts, at }
  if (verdict.kind === 'duplicate') return [{ ...photo, verdict: verdict.kind, findings: [], of: verdict.of }]
  const findings = verdict.findings.map(finding => ({ code: finding.rule, ...explainFinding(finding) }))
  return [{ ...photo, verdict: verdict.kind, findings, of: null }]
}
