import type { ProfileName } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { activeProfile } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { EditorPanel } from './editor-panel.tsx'
import { ListPanel } from './list-panel.tsx'
import { useVariants } from './use-variants.ts'
import { WallPanel } from './wall-panel.tsx'

/** Wires the variants of the account, with the wall of photos in each of them. */
export function VariantsScreen() {
  const profile = useView(activeProfile)?.name
  return profile === undefined ? <main className="variants" /> : <VariantsOf key={profile} profile={profile} />
}

function VariantsOf({ profile }: { profile: ProfileName }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const { variants, change, readAgain } = useVariants(profile)
  const { saved, refused } = variants
  return (
    <main className="variants">
      <ListPanel variants={variants} onChoose={chosen => change(now => ({ ...now, chosen, refused: null }))} />
      <section className="variants-wall" aria-label={text.wall.title}>
        {saved !== null && <WallPanel profile={profile} variants={variants} change={change} />}
        {saved === null && refused === null && <p className="empty">{text.variants.reading}</p>}
        {saved === null && refused !== null && (
          <div className="empty">
            <ProblemNote
              {...text.problem(refused)}
              code={refused.code}
              action={{ label: text.variants.readAgain, perform: readAgain }}
              onCopyCode={() => void copyText(desk, refused.code, 0)}
            />
          </div>
        )}
      </section>
      {saved !== null && <EditorPanel variants={variants} change={change} />}
    </main>
  )
}
