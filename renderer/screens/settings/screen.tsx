import { type ReactNode, useRef } from 'react'
import { useLanguage } from '../../text/language.ts'
import { AboutSection } from './about-section.tsx'
import type { Native } from '../../state/host.ts'
import { useDesk } from '../../state/use-desk.ts'
import { AccountsSection } from './accounts-section.tsx'
import { AppSection } from './app-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { LinksSection } from './links-section.tsx'
import { LogSection } from './log-section.tsx'
import { LookSection } from './look-section.tsx'
import { SectionLinks } from './section-links.tsx'
import { SendingSection } from './sending-section.tsx'

const everywhere = ['accounts', 'keys', 'sending', 'links', 'look', 'log', 'about'] as const
const onDesktop = ['accounts', 'keys', 'sending', 'links', 'look', 'app', 'log', 'about'] as const
type SectionName = (typeof onDesktop)[number]

/** Wires the settings: one column, and what is chosen counts at once. */
export function SettingsScreen() {
  const { native } = useDesk().host
  const { settings } = useLanguage().text
  const column = useRef<HTMLElement>(null)
  const sections: readonly SectionName[] = native === null ? everywhere : onDesktop
  return (
    <main className="column settings" ref={column}>
      <div className="column-inner">
        <h1>{settings.title}</h1>
        <SectionLinks
          label={settings.sections}
          column={column}
          links={sections.map(name => ({ id: idOf(name), title: settings.names[name] }))}
        />
        {sections.map(name => (
          <section key={name} className="settings-section" aria-labelledby={idOf(name)}>
            <h2 id={idOf(name)} tabIndex={-1}>
              {settings.names[name]}
            </h2>
            {drawSection(name, native)}
          </section>
        ))}
      </div>
    </main>
  )
}

const idOf = (name: SectionName) => `settings-${name}`

function drawSection(name: SectionName, native: Native | null): ReactNode {
  switch (name) {
    case 'accounts':
      return <AccountsSection />
    case 'keys':
      return <KeysSection />
    case 'sending':
      return <SendingSection />
    case 'links':
      return <LinksSection />
    case 'look':
      return <LookSection />
    case 'app':
      return native === null ? null : <AppSection native={native} />
    case 'log':
      return <LogSection />
    case 'about':
      return <AboutSection />
    default:
      return name satisfies never
  }
}
