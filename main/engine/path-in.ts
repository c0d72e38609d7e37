/** The path of what lies directly in a folder, written as the folder's own path is. */
export function pathIn(folder: string, name: string): string {
  const mark = folder.startsWith('/') || !folder.includes('\\') ? '/' : '\\'
  return folder.endsWith(mark) ? folder + name : folder + mark + name
}
