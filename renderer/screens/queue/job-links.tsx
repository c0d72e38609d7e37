import { useEffect, useState } from 'react'
import type { Image, UploadJob } from '../../../preload/contract/index.ts'
import { findImage } from '../../actions/link-actions.ts'
import type { PixelSize } from '../../format/served-size.ts'
import { useDesk } from '../../state/use-desk.ts'
import { ImageLinks } from '../links/image-links.tsx'

const nothingMeasured: ReadonlyMap<string, PixelSize> = new Map()

/** Wires the links of a delivered photo; the same as in the library. */
export function JobLinks({ job }: { job: UploadJob }) {
  const desk = useDesk()
  const imageId = job.state.kind === 'delivered' ? job.state.imageId : null
  const [image, setImage] = useState<Image | null>(null)
  useEffect(() => {
    let isWanted = imageId !== null
    setImage(null)
    if (imageId === null) return undefined
    void findImage(desk, job.profile, imageId).then(found => {
      if (!isWanted) return
      if (found.ok) setImage(found.value)
      else desk.tell({ kind: 'problem', problem: found.problem })
    })
    return () => {
      isWanted = false
    }
  }, [desk, job.profile, imageId])
  if (image === null) return null
  return <ImageLinks profile={job.profile} image={image} name={job.name} original={null} measured={nothingMeasured} />
}
