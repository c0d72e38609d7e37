import { useCallback, useEffect, useRef, useState } from 'react'
import type { Image, PhotoFacts, Problem, Receipt } from '../../../../preload/contract/index.ts'
import { mirroredImage } from '../../../actions/link-actions.ts'
import { draftKey, followImage } from '../../../state/follow-image.ts'
import type { ImagePlace } from '../../../state/ui.ts'
import { useDesk, useView } from '../../../state/use-desk.ts'
import type { View } from '../../../state/view.ts'
import { findSuccessor } from './find-successor.ts'

/** Who walks through the library with the arrows asks the account only where they stay. */
const settleMs = 200

const changesOf = (view: View) => view.libraryChanges

/** `proof` undefined: not asked for yet. `problem`: why it could not be asked for. */
export type KnownImage =
  | { readonly kind: 'reading' }
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'known'
      readonly image: Image
      readonly proof: { readonly receipt: Receipt | null; readonly facts: PhotoFacts | null } | undefined
      readonly problem: Problem | null
    }

type Shown = { readonly key: string; readonly known: KnownImage }

/** One image: at once as this computer knows it, then as the account has it. Follows it to its new id; says when it is gone. */
export function useImage(profile: string, id: string) {
  const desk = useDesk()
  const changes = useView(changesOf)
  const [asks, setAsks] = useState(0)
  const [shown, setShown] = useState<Shown>({ key: '', known: { kind: 'reading' } })
  const latest = useRef<Image | null>(null)
  const mirrored = useRef<string | null>(null)

  const show = useCallback((place: ImagePlace, make: (before: KnownImage) => KnownImage) => {
    const of = draftKey(place)
    setShown(now => ({ key: of, known: make(now.key === of ? now.known : { kind: 'reading' }) }))
  }, [])
  const showImage = useCallback(
    (image: Image) => {
      latest.current = image
      show({ profile, id: image.id }, before =>
        before.kind === 'known' ? { ...before, image } : { kind: 'known', image, proof: undefined, problem: null },
      )
    },
    [profile, show],
  )

  useEffect(() => {
    if (latest.current?.id !== id) latest.current = null
    mirrored.current = null
  }, [profile, id])

  useEffect(() => {
    let isWanted = true
    void mirroredImage(desk, profile, id).then(found => {
      if (!isWanted) return
      // The image before stays in sight for as long as the copy is asked, so that nothing jumps; no longer.
      if (!found.ok || found.value === undefined) show({ profile, id }, before => before)
      if (!found.ok) return
      const now = found.value === undefined ? null : JSON.stringify(found.value)
      // What the account itself said since is newer than a copy that did not change.
      if (now === mirrored.current) return
      const wasThere = mirrored.current !== null
      mirrored.current = now
      if (found.value !== undefined) showImage(found.value)
      else if (wasThere) setAsks(count => count + 1)
    })
    return () => {
      isWanted = false
    }
  }, [desk, profile, id, changes, show, showImage])

  useEffect(() => {
    let isWanted = true
    const waiting = setTimeout(() => void ask(), settleMs)
    async function ask(): Promise<void> {
      const asked = await desk.bridge.getImage({ profile, image: id })
      if (!isWanted) return
      if (asked.ok) {
        const { image, receipt, facts } = asked.value
        latest.current = image
        return show({ profile, id }, () => ({ kind: 'known', image, proof: { receipt, facts }, problem: null }))
      }
      if (asked.problem.code !== 'image-unknown')
        return show({ profile, id }, before =>
          before.kind === 'known' ? { ...before, problem: asked.problem } : before,
        )
      const next = latest.current === null ? null : await findSuccessor(desk, profile, latest.current)
      if (!isWanted) return
      if (next === null) return show({ profile, id }, () => ({ kind: 'gone' }))
      showImage(next)
      followImage(desk, { profile, id }, next.id)
    }
    return () => {
      isWanted = false
      clearTimeout(waiting)
    }
  }, [desk, profile, id, asks, show, showImage])

  return { known: shown.known, showImage, askAgain: useCallback(() => setAsks(count => count + 1), []) }
}
