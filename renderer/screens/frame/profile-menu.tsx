import { Menu } from '@mantine/core'
import type { ProfileView } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  profiles: readonly ProfileView[]
  onUse(name: string): void
  onConnect(): void
}

/** Which account takes what is sent without saying where. */
export function ProfileMenu({ profiles, onUse, onConnect }: Props) {
  const { text } = useLanguage()
  const active = profiles.find(profile => profile.active)
  return (
    <div className="top-bar-profile">
      <Menu>
        <Menu.Target>
          <button type="button" className="bare" aria-label={`${text.profiles.choose}: ${active?.name ?? ''}`}>
            <Icon name={active?.account.kind === 'local' ? 'computer' : 'cloud'} />
            <strong className="cut">{active?.name}</strong>
            <Icon name="down" size={12} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {profiles.map(({ name, account, active: isActive, token }) => (
            <Menu.Item
              key={name}
              leftSection={<Icon name={account.kind === 'local' ? 'computer' : 'cloud'} />}
              rightSection={isActive ? <Icon name="check" /> : undefined}
              onClick={() => onUse(name)}
            >
              {name}
              <br />
              <span className="quiet">
                {account.kind === 'local' ? text.profiles.localHint : text.profiles.tokens[token]}
              </span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="add" />} onClick={onConnect}>
            {text.profiles.connect}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
