import type { UploadJob } from '../../../preload/contract/index.ts'
import { Facts } from '../../parts/facts.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StateWords } from '../../parts/state-words.tsx'
import { Thumbnail } from '../../parts/thumbnail.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  job: UploadJob
  fraction: number
  where: string
  path: string | null
  picture: string
  pictureInstead: string | null
  now: number
  help: { readonly label: string; readonly perform: () => void } | undefined
  onCopyCode(code: string): void
}

/** All that is known of one photo on its way. */
export function JobDetails({ job, fraction, where, path, picture, pictureInstead, now, help, onCopyCode }: Props) {
  const { text, format } = useLanguage()
  const words = text.inspector
  const { state } = job
  const because = state.kind === 'failed' || state.kind === 'waiting' ? state.because : null
  const turn = job.priority > 0 ? words.first : words.last
  const optional = (isShown: boolean, name: string, value: string): (readonly [string, string])[] =>
    isShown ? [[name, value]] : []
  return (
    <>
      <div className="inspector-picture">
        <Thumbnail source={picture} instead={pictureInstead} side={216} />
      </div>
      <section>
        <h3 className="unseen">{words.facts}</h3>
        {state.kind !== 'failed' && <StateWords state={state} fraction={fraction} />}
        {because !== null && (
          <ProblemNote
            {...text.problem(because)}
            code={because.code}
            action={help}
            onCopyCode={() => onCopyCode(JSON.stringify(because))}
          />
        )}
        <Facts
          rows={[
            [words.name, job.name],
            [words.folder, where],
            ...optional(path !== null, words.path, path ?? ''),
            [words.size, format.bytes(job.stamp.size)],
            [words.type, job.type.replace('image/', '').toUpperCase()],
            [words.changed, format.moment(job.stamp.mtimeMs, now)],
            [words.added, format.moment(job.createdAt, now)],
            [words.profile, job.profile],
            [words.access, job.sending.private ? words.private : words.public],
            ...optional(job.priority !== 0, words.priority, turn),
            ...optional(job.attempts > 0, words.attempts, format.count(job.attempts)),
            ...optional(state.kind === 'delivered', words.imageId, state.kind === 'delivered' ? state.imageId : ''),
            [words.hash, job.sha256],
          ]}
        />
      </section>
    </>
  )
}
