import { useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import type { Outcome, SigningKey } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { activeProfile } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { KeyForm } from './key-form.tsx'

const changesOf = (view: View) => view.signingKeyChanges

type Asked = { readonly profile: string; readonly answer: Outcome<readonly SigningKey[]> }

/** Wires the signing keys of the account in use: names alone. */
export function KeysSection() {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.keys
  const profile = useView(activeProfile)?.name
  const changes = useView(changesOf)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [turn, setTurn] = useState(0)

  useEffect(() => {
    if (profile === undefined) return undefined
    let isWanted = true
    desk.signingKeys.forget(profile)
    void desk.signingKeys.read(profile).then(answer => {
      if (isWanted) setAsked({ profile, answer })
    })
    return () => {
      isWanted = false
    }
  }, [desk, profile, changes, turn])

  if (profile === undefined) return null
  const answer = asked?.profile === profile ? asked.answer : null
  if (answer === null) return <p className="quiet key-list">{words.asking}</p>
  if (!answer.ok)
    return (
      <ProblemNote
        {...text.problem(answer.problem)}
        code={answer.problem.code}
        action={{ label: words.again, perform: () => setTurn(turn + 1) }}
        onCopyCode={() => void copyText(desk, JSON.stringify(answer.problem), 0)}
      />
    )
  const keys = answer.value
  const usual = keys.find(key => key.name === 'default') ?? keys[0]
  return (
    <>
      <p className="quiet">{words.lead(profile)}</p>
      <ul className="key-list" aria-label={words.list}>
        {keys.map(key => (
          <li key={key.name}>
            <code>{key.name}</code>
            {key === usual && <span className="quiet">{words.usual}</span>}
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={words.deleteNamed(key.name)}
              onClick={() =>
                desk.open({
                  kind: 'question',
                  question: { kind: 'deleteKey', profile, key: key.name, isLast: keys.length === 1 },
                })
              }
            >
              {words.delete}
            </Button>
          </li>
        ))}
      </ul>
      <KeyForm
        taken={keys.map(key => key.name)}
        onCreate={async key => {
          const created = await desk.bridge.createSigningKey({ profile, key })
          if (!created.ok) desk.tell({ kind: 'problem', problem: created.problem })
          return created.ok
        }}
      />
    </>
  )
}
