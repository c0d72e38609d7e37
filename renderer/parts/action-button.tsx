import { Button, type ButtonProps } from '@mantine/core'
import { Icon, type IconName } from './icon.tsx'
import { Shortcut } from './shortcut.tsx'

type Props = Pick<ButtonProps, 'variant' | 'size'> & {
  label: string
  icon?: IconName
  shortcut?: string | undefined
  isDisabled?: boolean
  onPress(): void
}

/** A command with its sign and its key. */
export function ActionButton({ label, icon, shortcut, isDisabled = false, onPress, ...look }: Props) {
  return (
    <Button
      {...look}
      disabled={isDisabled}
      onClick={onPress}
      leftSection={icon === undefined ? undefined : <Icon name={icon} />}
      rightSection={shortcut === undefined ? undefined : <Shortcut of={shortcut} />}
    >
      {label}
    </Button>
  )
}
