import { Menu } from '@mantine/core'
import type { Image, PixelSize } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { ToneWords } from '../../parts/tone-words.tsx'
import { useLanguage } from '../../text/language.ts'
import type { Measured } from './use-measures.ts'

const room = { width: 88, height: 88 }

type Props = {
  photo: Image
  name: string
  measured: Measured | undefined
  whole: string | null
  onReplace(): void
  onRemove(): void
}

/** Its room is kept before the picture has come. */
function within({ width, height }: PixelSize): PixelSize {
  const scale = Math.min(1, room.width / width, room.height / height)
  return { width: width * scale, height: height * scale }
}

/** The head of a row: the photo itself, whole. */
export function WallPhoto({ photo, name, measured, whole, onReplace, onRemove }: Props) {
  const { text, format } = useLanguage()
  const words = text.wall
  return (
    <div className="wall-photo" role="rowheader" aria-label={name}>
      {measured?.ok === true && (
        <span className="wall-photo-picture" style={within(measured.value)}>
          {whole !== null && <img src={whole} alt="" decoding="async" />}
        </span>
      )}
      <span className="cut" title={name}>
        {name}
      </span>
      <span className="wall-photo-line quiet">
        {measured?.ok === true && words.pixels(format.count(measured.value.width), format.count(measured.value.height))}
        <Menu>
          <Menu.Target>
            <button type="button" className="bare" aria-label={words.more(name)}>
              <Icon name="more" size={14} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onReplace}>{words.replace}</Menu.Item>
            <Menu.Item onClick={onRemove}>{words.remove}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
      {measured?.ok === false && <ToneWords tone="bad" icon="alert" words={text.problem(measured.problem).title} />}
      {photo.private && <ToneWords tone="quiet" icon="lock" words={words.private} />}
    </div>
  )
}
