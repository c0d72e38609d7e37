import type { KnownView } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { Facts } from '../../parts/facts.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Thumbnail } from '../../parts/thumbnail.tsx'
import { useNow } from '../../parts/use-now.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { pictureOf } from './picture-of.ts'

/** Wires the details of one held photo: every reason, then what is known of it. */
export function HeldDetails({ photo, where }: { photo: KnownView; where: string }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const now = useNow(60_000)
  const words = text.inspector
  const { facts } = photo
  const look = {
    label: text.queue.lookAgain,
    perform: () => void desk.attempt(desk.bridge.judgeAgain({ ids: [photo.id] })),
  }
  return (
    <>
      <div className="inspector-picture">
        <Thumbnail source={pictureOf(desk, photo)} side={216} />
      </div>
      <section>
        <h3 className="unseen">{words.problem}</h3>
        {photo.findings.map((finding, at) => (
          <ProblemNote
            key={finding.rule}
            {...text.finding(finding)}
            code={finding.rule}
            action={at === 0 ? look : undefined}
            tone="warn"
            onCopyCode={() => void copyText(desk, JSON.stringify(finding), 0)}
          />
        ))}
      </section>
      <Facts
        rows={[
          [words.name, photo.name],
          [words.folder, where],
          [words.size, format.bytes(photo.bytes)],
          ...(facts === null ? [] : ([[words.type, facts.format.toUpperCase()]] as const)),
          // A picture nothing here can decode may not tell its size.
          ...(facts === null || facts.width === 0
            ? []
            : ([[words.pixels, `${format.count(facts.width)} × ${format.count(facts.height)}`]] as const)),
          ...(facts === null || facts.camera === null ? [] : ([[words.camera, facts.camera]] as const)),
          [words.added, format.moment(photo.at, now)],
          [words.profile, photo.profile],
        ]}
      />
    </>
  )
}
