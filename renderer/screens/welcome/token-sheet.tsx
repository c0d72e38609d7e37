import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Problem, ProfileName } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { PermissionRow } from '../../parts/permission-row.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { SecretInput, secretIn } from '../../parts/secret-input.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

/** A new token for an account that is known: kept, then tried. */
export function TokenSheet({ profile }: { profile: ProfileName }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const [isAsking, setIsAsking] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  const save = async (token: string) => {
    setIsAsking(true)
    const kept = await desk.bridge.replaceToken({ profile, token })
    const outcome = kept.ok ? await desk.bridge.verifyProfile({ profile }) : kept
    setIsAsking(false)
    if (outcome.ok) desk.open(null)
    else setProblem(outcome.problem)
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void save(secretIn(event.currentTarget, 'token'))
  }
  return (
    <FloatingSheet title={text.connect.newToken(profile)} onClose={() => desk.open(null)}>
      <form className="form" onSubmit={submit}>
        <p>{text.connect.permission}</p>
        <PermissionRow />
        <SecretInput name="token" label={text.connect.token} description={text.connect.tokenHint} isFirst />
        {problem !== null && (
          <div role="alert">
            <ProblemNote
              {...text.problem(problem)}
              code={problem.code}
              onCopyCode={() => void copyText(desk, JSON.stringify(problem), 0)}
            />
          </div>
        )}
        <div className="form-buttons">
          <Button type="submit" variant="filled" loading={isAsking}>
            {text.connect.save}
          </Button>
        </div>
      </form>
    </FloatingSheet>
  )
}
