import { type ChangeEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useLeaveGuard } from '../../parts/use-leave-guard.ts'
import { activeProfile } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { type Collected, collectDropped, collectFolder, collectPicked, collectWhole } from './collect-files.ts'
import { takeIn, type TakingIn } from './take-in.ts'
import { TakingInPanel } from './taking-in-panel.tsx'

/** Wires dropping and picking: photos may be dropped anywhere on what is inside. */
export function DropPlace({ children }: { children: ReactNode }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const profile = useView(activeProfile)?.name
  const [isOver, setIsOver] = useState(false)
  const [state, setState] = useState<TakingIn | 'looking' | null>(null)
  // What has not arrived yet is only here.
  useLeaveGuard(state !== null)
  const stopping = useRef<AbortController | null>(null)

  const send = useCallback(
    async (collecting: Promise<Collected>) => {
      const stop = new AbortController()
      stopping.current = stop
      setState('looking')
      const { files, leftOut } = await collecting
      if (leftOut > 0) desk.tell({ kind: 'leftOut', count: leftOut })
      if (files.length > 0 && !stop.signal.aborted) {
        const taken = await takeIn(files, {
          drops: desk.host.drops,
          how: profile === undefined ? { staged: true } : { profile, staged: true },
          signal: stop.signal,
          onMoved: setState,
          onRefused: problem => desk.tell({ kind: 'problem', problem }),
        })
        if (!taken.ok) desk.tell({ kind: 'problem', problem: taken.problem })
        else if (taken.value !== null) desk.open({ kind: 'preflight', batch: taken.value.batch })
      }
      setState(null)
    },
    [desk, profile],
  )

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    // Leaving the window altogether, not one part of it for another.
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false)
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (event.dataTransfer === null || !hasFiles(event)) return
      event.preventDefault()
      const whole = desk.host.native !== null
      void send(whole ? Promise.resolve(collectWhole(event.dataTransfer)) : collectDropped(event.dataTransfer))
    }
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void send(Promise.resolve(collectPicked(files)))
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [desk, send])

  const picked = (collect: (files: Iterable<File>) => Promise<Collected>) => (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target
    if (input.files === null || input.files.length === 0) return
    const collecting = collect(input.files)
    void send(collecting)
    // With its value the list itself is emptied; without it, the same files can be picked once more.
    void collecting.then(() => (input.value = ''))
  }
  return (
    <>
      {children}
      <input type="file" multiple hidden data-picker="files" accept="image/*" onChange={picked(collectPicked)} />
      <input
        type="file"
        multiple
        hidden
        data-picker="folder"
        onChange={picked(collectFolder)}
        {...{ webkitdirectory: '' }}
      />
      {isOver && (
        <div className="drop-veil">
          <h2>{text.frame.dropHere}</h2>
          <p>{text.frame.dropWhere(profile ?? '')}</p>
        </div>
      )}
      {state !== null && <TakingInPanel state={state} onStop={() => stopping.current?.abort()} />}
    </>
  )
}
