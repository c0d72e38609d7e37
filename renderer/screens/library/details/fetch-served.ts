import { fail, type Outcome, type Problem, succeed } from '../../../../preload/contract/index.ts'

/** One variant as this browser gets it: what came, not what was to be expected. Bytes as on the line; sides in pixels. */
export type ServedPicture = {
  /** Of the very bytes that were measured; to be given back when it is not shown any more. */
  readonly address: string
  readonly type: string
  readonly bytes: number
  readonly width: number
  readonly height: number
}

/** What browsers ask for where a page shows a picture: only so is the format the one a page gets. */
const pictureTypes = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'

/** Fetches and measures one picture. A change of its variant shows at once: what is kept is asked after. */
export async function fetchServed(source: string, signal: AbortSignal): Promise<Outcome<ServedPicture>> {
  try {
    const answer = await fetch(source, { headers: { Accept: pictureTypes }, cache: 'no-cache', signal })
    if (!answer.ok) return fail(await problemIn(answer))
    const picture = await answer.blob()
    const address = URL.createObjectURL(picture)
    const size = await sizeOf(address)
    if (size !== null && !signal.aborted) return succeed({ address, type: picture.type, bytes: picture.size, ...size })
    URL.revokeObjectURL(address)
    return fail(signal.aborted ? { code: 'interrupted' } : { code: 'unexpected', detail: picture.type })
  } catch (error) {
    if (signal.aborted) return fail({ code: 'interrupted' })
    // What fetch throws says only that there was no answer.
    if (error instanceof TypeError) return fail({ code: 'offline', host: 'Hotfolder' })
    throw error
  }
}

/** Null where this browser cannot draw it. */
function sizeOf(address: string): Promise<{ width: number; height: number } | null> {
  return new Promise(resolve => {
    const picture = new Image()
    picture.addEventListener('load', () => resolve({ width: picture.naturalWidth, height: picture.naturalHeight }))
    picture.addEventListener('error', () => resolve(null))
    picture.src = address
  })
}

/** The host says what went wrong; whoever refused before it says so in words. */
async function problemIn(answer: Response): Promise<Problem> {
  const said = (await answer.json()) as { problem?: Problem; title?: string; advice?: string }
  return said.problem ?? { code: 'unexpected', detail: `${said.title ?? answer.status} ${said.advice ?? ''}`.trim() }
}
