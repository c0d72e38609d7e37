/** Tags as a person writes them: one `name = value` per line. */
export const tagsText = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n')

export type ReadTags = { kind: 'read'; tags: Record<string, string> } | { kind: 'wrong'; line: string }

export function readTags(text: string): ReadTags {
  const tags: Record<string, string> = {}
  for (const line of text.split('\n').map(one => one.trim())) {
    if (line === '') continue
    const [, name = '', value = ''] = /^([^=]+?)\s*=\s*(.+)$/.exec(line) ?? []
    if (name === '' || value === '') return { kind: 'wrong', line }
    tags[name] = value
  }
  return { kind: 'read', tags }
}
