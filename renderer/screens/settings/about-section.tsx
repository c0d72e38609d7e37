import { useEffect, useState } from 'react'
import type { About } from '../../../preload/contract/index.ts'
import { showKeys } from '../../actions/navigation.ts'
import { saveDiagnostics } from '../../actions/support-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

/** Wires what is said of the program itself. */
export function AboutSection() {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.about
  const [about, setAbout] = useState<About | null>(null)
  useEffect(() => {
    void desk.bridge.about({}).then(answer => {
      if (answer.ok) setAbout(answer.value)
      else desk.tell({ kind: 'problem', problem: answer.problem })
    })
  }, [desk])
  return (
    <>
      <p className="quiet">{words.lead}</p>
      {about !== null && (
        <div className="about-facts">
          <Facts
            rows={[
              [words.version, `Hotfolder ${about.version}`],
              [words.node, about.node],
              [words.system, about.platform],
              [words.database, words.tables(String(about.database))],
              [
                words.home,
                <>
                  <code>{about.home}</code> <span className="quiet">{words.homeHint}</span>
                </>,
              ],
              [words.parts, about.parts.map(({ name, licence }) => `${name} (${licence})`).join(', ')],
            ]}
          />
        </div>
      )}
      <p className="quiet">{words.help}</p>
      <div className="section-buttons">
        <ActionButton label={words.diagnostics} onPress={() => saveDiagnostics.perform(desk)} />
        <ActionButton label={words.keys} shortcut={showKeys.keys[0]} onPress={() => showKeys.perform(desk)} />
      </div>
    </>
  )
}
