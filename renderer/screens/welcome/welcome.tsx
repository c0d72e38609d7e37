import { Button } from '@mantine/core'
import { Icon } from '../../parts/icon.tsx'
import { PermissionRow } from '../../parts/permission-row.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = { onTry(): void; onConnect(): void }

/** The first page of all: two ways to begin. */
export function Welcome({ onTry, onConnect }: Props) {
  const words = useLanguage().text.welcome
  return (
    <main className="welcome">
      <header>
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
      </header>
      <div className="choices">
        <section className="choice">
          <h2>
            <Icon name="computer" /> {words.try.title}
          </h2>
          <p>{words.try.lead}</p>
          <Button variant="filled" onClick={onTry}>
            {words.try.button}
          </Button>
        </section>
        <section className="choice">
          <h2>
            <Icon name="cloud" /> {words.connect.title}
          </h2>
          <p>{words.connect.lead}</p>
          <PermissionRow />
          <Button onClick={onConnect}>{words.connect.button}</Button>
        </section>
      </div>
      <p className="quiet">{words.promise}</p>
    </main>
  )
}
