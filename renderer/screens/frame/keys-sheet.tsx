import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = { rows: readonly { readonly label: string; readonly keys: readonly string[] }[]; onClose(): void }

/** Every key there is. */
export function KeysSheet({ rows, onClose }: Props) {
  const { frame } = useLanguage().text
  const inLists = [
    { label: frame.arrows, keys: ['ArrowUp', 'ArrowDown'] },
    { label: frame.extend, keys: ['shift+↑', 'shift+↓'] },
    { label: frame.selectAll, keys: ['mod+a'] },
  ]
  const list = (all: Props['rows']) => (
    <dl className="keys-list">
      {all.map(({ label, keys }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {keys.map(key => (
              <Shortcut key={key} of={key} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
  return (
    <FloatingSheet title={frame.keys} size={720} onClose={onClose}>
      {list(rows)}
      <h3>{frame.listKeys}</h3>
      {list(inLists)}
    </FloatingSheet>
  )
}
