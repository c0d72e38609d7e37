import { Popover, Select, TextInput } from '@mantine/core'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

export type Option = { readonly value: string; readonly label: string }

type Props = {
  text: string
  folders: readonly Option[]
  folder: string | null
  /** None where the list has no problems. */
  reasons: readonly Option[]
  reason: string | null
  onText(text: string): void
  onFolder(folder: string | null): void
  onReason(reason: string | null): void
}

/** Which photos of a list are wanted: by name at once, by folder and reason on demand. */
export function Filters({ text: name, folders, folder, reasons, reason, onText, onFolder, onReason }: Props) {
  const { text } = useLanguage()
  const words = text.queue.filters
  const isOn = folder !== null || reason !== null
  return (
    <div className="filters">
      <TextInput
        className="filter"
        data-search
        type="search"
        leftSection={<Icon name="search" size={14} />}
        aria-label={text.queue.filter}
        placeholder={text.queue.filter}
        value={name}
        onChange={event => onText(event.target.value)}
      />
      <Popover position="bottom-end" trapFocus withRoles>
        <Popover.Target>
          <button
            type="button"
            className="bare filters-more"
            data-on={isOn || undefined}
            aria-label={isOn ? words.on : words.more}
            title={isOn ? words.on : words.more}
          >
            <Icon name="filter" />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={words.more}>
          <div className="form filters-form">
            <Select
              label={text.queue.columns.folder}
              placeholder={words.allFolders}
              clearable
              clearButtonProps={{ 'aria-label': words.allFolders }}
              comboboxProps={{ withinPortal: false }}
              data={folders}
              value={folder}
              onChange={onFolder}
            />
            {reasons.length > 0 && (
              <Select
                label={words.reason}
                placeholder={words.allReasons}
                clearable
                clearButtonProps={{ 'aria-label': words.allReasons }}
                comboboxProps={{ withinPortal: false }}
                data={reasons}
                value={reason}
                onChange={onReason}
              />
            )}
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}
