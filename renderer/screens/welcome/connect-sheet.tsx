import { useState } from 'react'
import type { Problem } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { watchFolder } from '../../actions/account-actions.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { ConnectForm, type Connection } from './connect-form.tsx'

/** Keeps the account, asks the service with it, and only then sends by it. */
export function ConnectSheet() {
  const desk = useDesk()
  const { text } = useLanguage()
  const [isAsking, setIsAsking] = useState(false)
  const [kept, setKept] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function connect({ name, accountId, baseUrl, token }: Connection): Promise<void> {
    setIsAsking(true)
    setProblem(await whyNot(name, { kind: 'cloudflare', accountId, baseUrl }, token))
    setIsAsking(false)
  }

  async function whyNot(
    name: string,
    account: { kind: 'cloudflare'; accountId: string; baseUrl: string },
    token: string,
  ): Promise<Problem | null> {
    const { bridge } = desk
    const added = await (kept === null
      ? bridge.addProfile({ name, account, token })
      : bridge.replaceToken({ profile: name, token }))
    if (!added.ok) return added.problem
    setKept(name)
    const verified = await bridge.verifyProfile({ profile: name })
    if (!verified.ok) return verified.problem
    const used = await bridge.useProfile({ profile: name })
    if (!used.ok) return used.problem
    if (desk.view().folders.length === 0) watchFolder.perform(desk)
    else desk.open(null)
    return null
  }

  async function giveUp(): Promise<void> {
    if (kept === null || (await desk.attempt(desk.bridge.removeProfile({ profile: kept })))) desk.open(null)
  }

  return (
    <FloatingSheet title={text.connect.title} size={520} onClose={() => desk.open(null)}>
      <ConnectForm
        isAsking={isAsking}
        isKept={kept !== null}
        onConnect={connection => void connect(connection)}
        onCancel={() => void giveUp()}
        trouble={
          problem === null ? null : (
            <div role="alert">
              <ProblemNote
                {...text.problem(problem)}
                code={problem.code}
                onCopyCode={() => void copyText(desk, JSON.stringify(problem), 0)}
              />
              {kept !== null && <p className="quiet">{text.connect.keptUnverified}</p>}
            </div>
          )
        }
      />
    </FloatingSheet>
  )
}
