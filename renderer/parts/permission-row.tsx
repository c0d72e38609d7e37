import { useLanguage } from '../text/language.ts'
import { Icon } from './icon.tsx'

/** The one row of the dashboard’s form for tokens, as it looks there. */
export function PermissionRow() {
  const { permissionRow, permissionLabel } = useLanguage().text.connect
  return (
    <div className="permission" role="img" aria-label={permissionLabel}>
      {[permissionRow.scope, permissionRow.product, permissionRow.level].map(words => (
        <span key={words}>
          {words} <Icon name="down" size={12} />
        </span>
      ))}
    </div>
  )
}
