import { useEffect, useState } from 'react'
import type { Image } from '../../../preload/contract/index.ts'
import { choose, nothingSelected } from '../../state/selection.ts'
import { activeProfile } from '../../state/selectors.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { Inspector } from '../frame/inspector.tsx'
import { ImagePanel } from './details/image-panel.tsx'

/** Wires the library: what is on the account, from the local mirror. */
export function LibraryScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const profile = useView(activeProfile)?.name
  const selection = useUi(ui => ui.selection)
  const isInspecting = useUi(ui => ui.isInspecting)
  const [images, setImages] = useState<readonly Image[]>([])
  useEffect(() => {
    if (profile === undefined) return
    void desk.bridge.searchLibrary({ profile }).then(found => {
      if (found.ok) setImages(found.value.images)
    })
  }, [desk, profile])
  const [chosen] = selection.ids
  return (
    <>
      <main className="column">
        <h1>{text.library.title}</h1>
        {images.map(image => (
          <button
            key={image.id}
            type="button"
            onClick={() =>
              desk.ui.change(ui => ({
                ...ui,
                selection: choose([], nothingSelected, image.id, { range: false, toggle: false }),
              }))
            }
          >
            {image.filename ?? image.id}
          </button>
        ))}
      </main>
      {isInspecting && chosen !== undefined && profile !== undefined && (
        <Inspector onClose={() => desk.ui.change(ui => ({ ...ui, isInspecting: false }))}>
          <ImagePanel profile={profile} image={chosen} />
        </Inspector>
      )}
    </>
  )
}
