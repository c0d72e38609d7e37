import { useEffect, useState } from 'react'
import type { UploadJob } from '../../../preload/contract/index.ts'
import { copyText, formAtHand, linksOf } from '../../actions/link-actions.ts'
import { canRetry } from '../../actions/queue-actions.ts'
import { writeLink } from '../../format/link-forms.ts'
import type { Desk } from '../../state/desk.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { useNow } from '../../parts/use-now.ts'
import { Inspector, SeveralFacts } from '../frame/inspector.tsx'
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
  const links = useLinks(desk, job)
  const form = formAtHand(useView(formOf))
  return (
    <>
      <JobDetails
        job={job}
        fraction={job.stamp.size === 0 ? 0 : sent / job.stamp.size}
        where={where}
        path={job.folder === null ? null : job.stamp.path}
        picture={desk.host.pictures.thumbnail(job)}
        now={now}
        help={helpFor(desk, job, text.queue.retry, text.profiles.newToken)}
        onCopyCode={code => void copyText(desk, code, 0)}
      />
      {links !== null && (
        <JobLinks
          links={links}
          form={form}
          onForm={linkForm => desk.prefer({ linkForm })}
          onCopy={link => void copyText(desk, writeLink(form, link, job.name), 1)}
        />
      )}
    </>
  )
}

const formOf = (view: View) => view.preferences.linkForm

/** One button: a new token where it is the token, else another try. */
function helpFor(desk: Desk, job: UploadJob, retry: string, newToken: string) {
  if (job.state.kind === 'failed' && job.state.because.code.startsWith('token-'))
    return { label: newToken, perform: () => desk.open({ kind: 'token', profile: job.profile }) }
  if (!canRetry(job)) return undefined
  return { label: retry, perform: () => void desk.attempt(desk.bridge.retryJobs({ jobs: [job.id] })) }
}

/** Null until they are known, and for photos that have none. */
function useLinks(desk: Desk, job: UploadJob): readonly string[] | null {
  const [links, setLinks] = useState<readonly string[] | null>(null)
  const imageId = job.state.kind === 'delivered' ? job.state.imageId : null
  useEffect(() => {
    let isWanted = imageId !== null
    setLinks(null)
    if (!isWanted) return undefined
    void linksOf(desk, job).then(found => {
      if (!isWanted) return
      if (found.ok) setLinks(found.value)
      else desk.tell({ kind: 'problem', problem: found.problem })
    })
    return () => {
      isWanted = false
    }
    // The image decides; whatever else changes in the job has no other links.
  }, [desk, imageId])
  return links
}
