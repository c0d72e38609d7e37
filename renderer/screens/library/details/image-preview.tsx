import { Copyable } from '../../../parts/copyable.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Thumbnail } from '../../../parts/thumbnail.tsx'
import { useLanguage } from '../../../text/language.ts'

type Props = { source: string; name: string; isPrivate: boolean; onOpen(): void; onCopy(text: string): void }

/** The picture in its own shape, with its name; opens as large as the window. */
export function ImagePreview({ source, name, isPrivate, onOpen, onCopy }: Props) {
  const { text } = useLanguage()
  return (
    <div className="image-preview">
      <button type="button" className="inspector-picture" aria-label={text.image.preview(name)} onClick={onOpen}>
        <Thumbnail source={source} side={216} />
      </button>
      <div className="image-name">
        <Copyable text={name} label={text.image.copyOf(text.image.name)} onCopy={onCopy} />
        {isPrivate && (
          <span className="state" data-tone="quiet">
            <Icon name="lock" size={14} /> {text.inspector.private}
          </span>
        )}
      </div>
    </div>
  )
}
