import { Button, Switch } from '@mantine/core'
import type { Image } from '../../../../preload/contract/index.ts'
import { isGivenId } from '../../../format/is-given-id.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useLanguage } from '../../../text/language.ts'

type Props = { image: Image; onAccess(isPrivate: boolean): void; onDelete(): void }

/** Who may see it, and its end. Both are asked about before anything is done. */
export function AccessSection({ image, onAccess, onDelete }: Props) {
  const words = useLanguage().text.image
  const canBePrivate = isGivenId(image.id)
  const hint = image.private ? words.privateHint : words.publicHint
  return (
    <>
      <Switch
        label={words.private}
        description={canBePrivate ? hint : words.alwaysOpen}
        checked={image.private}
        disabled={!canBePrivate}
        onChange={event => onAccess(event.target.checked)}
      />
      <Button leftSection={<Icon name="trash" size={14} />} onClick={onDelete}>
        {words.delete}
      </Button>
    </>
  )
}
