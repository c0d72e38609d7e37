import type { UploadJob } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { canRetry } from '../../actions/queue-actions.ts'
import type { Desk } from '../../state/desk.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { useNow } from '../../parts/use-now.ts'
import { Inspector, SeveralFacts } from '../frame/inspector.tsx'
import { deliveredPicture } from './delivered-picture.ts'
import { JobDetails } from './job-details.tsx'
import { JobLinks } from './job-links.tsx'

type Props = { jobs: readonly UploadJob[]; whereOf(job: UploadJob): string }

/** Wires the inspector: nothing, one photo or several. */
export function Details({ jobs, whereOf }: Props) {
  const desk = useDesk()
  const { text } = useLanguage()
  const [job, ...more] = jobs
  return (
    <Inspector onClose={() => desk.ui.change(ui => ({ ...ui, isInspecting: false }))}>
      {job === undefined ? (
        <p className="quiet">{text.inspector.nothing}</p>
      ) : more.length > 0 ? (
        <SeveralFacts count={jobs.length} bytes={jobs.reduce((sum, one) => sum + one.stamp.size, 0)} />
      ) : (
        <OneJob key={job.id} job={job} where={whereOf(job)} />
      )}
    </Inspector>
  )
}

function OneJob({ job, where }: { job: UploadJob; where: string }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const sent = useView(view => view.sent).get(job.id) ?? 0
  const now = useNow(60_000)
  return (
    <>
      <JobDetails
        job={job}
        fraction={job.stamp.size === 0 ? 0 : sent / job.stamp.size}
        where={where}
        path={job.folder === null ? null : job.stamp.path}
        picture={desk.host.pictures.thumbnail(job)}
        pictureInstead={deliveredPicture(desk, job, 432)}
        now={now}
        help={helpFor(desk, job, text.queue.retry, text.profiles.newToken)}
        onCopyCode={code => void copyText(desk, code, 0)}
      />
      {job.state.kind === 'delivered' && <JobLinks job={job} />}
    </>
  )
}

/** One button: a new token where it is the token, else another try. */
function helpFor(desk: Desk, job: UploadJob, retry: string, newToken: string) {
  if (job.state.kind === 'failed' && job.state.because.code.startsWith('token-'))
    return { label: newToken, perform: () => desk.open({ kind: 'token', profile: job.profile }) }
  if (!canRetry(job)) return undefined
  return { label: retry, perform: () => void desk.attempt(desk.bridge.retryJobs({ jobs: [job.id] })) }
}
