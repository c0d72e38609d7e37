import type { FittedPhoto, MeasuredOriginal, PixelSize } from '../../../preload/contract/index.ts'

type Props = {
  original: MeasuredOriginal
  fitted: FittedPhoto
  /** The room there is, in pixels of the page. */
  room: PixelSize
  /** The whole original, small; null until it has come. */
  whole: string | null
  /** What is really served; null until it has come. */
  served: string | null
  isCutShown: boolean
}

/** As large as the room allows, never larger than it is. */
const within = ({ width, height }: PixelSize, room: PixelSize): PixelSize & { scale: number } => {
  const scale = Math.min(1, room.width / width, room.height / height)
  return { width: Math.max(1, width * scale), height: Math.max(1, height * scale), scale }
}

/**
 * One photo in one variant, in its true proportions. The geometry is there at once, with the original cut to it; the
 * served picture lies on top when it has come, in the same place. Where it is asked, the whole original with what is cut away dimmed.
 */
export function CellPicture({ original, fitted, room, whole, served, isCutShown }: Props) {
  const { output, picture, shown } = fitted
  const frame = within(output, room)
  const factor = picture.width / shown.width
  const place = {
    width: original.width * factor * frame.scale,
    height: ((original.height * picture.height) / shown.height) * frame.scale,
    left: ((output.width - picture.width) / 2 - shown.left * factor) * frame.scale,
    top: ((output.height - picture.height) / 2 - (shown.top * picture.height) / shown.height) * frame.scale,
  }
  return (
    <span className="cell-room" style={{ width: room.width, height: room.height }}>
      <span
        className="cell-frame"
        data-padded={output.width > picture.width || output.height > picture.height || undefined}
        style={{ width: frame.width, height: frame.height }}
      >
        {whole !== null && served === null && <img className="cell-whole" src={whole} alt="" style={place} />}
        {served !== null && <img className="cell-served" src={served} alt="" decoding="async" />}
      </span>
      {isCutShown && whole !== null && <CutAway original={original} fitted={fitted} room={room} whole={whole} />}
    </span>
  )
}

function CutAway({ original, fitted, room, whole }: Pick<Props, 'original' | 'fitted' | 'room'> & { whole: string }) {
  const frame = within(original, room)
  const { shown } = fitted
  const part = {
    left: shown.left * frame.scale,
    top: shown.top * frame.scale,
    width: shown.width * frame.scale,
    height: shown.height * frame.scale,
  }
  return (
    <span className="cell-cut" data-cut-away>
      <span className="cell-cut-whole" style={{ width: frame.width, height: frame.height }}>
        <img src={whole} alt="" />
        <span className="cell-cut-part" style={part} />
      </span>
    </span>
  )
}
