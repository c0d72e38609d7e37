type Placed = { readonly id: string; readonly path: string }

const partsOf = (path: string) => path.split(/[\\/]/).filter(part => part !== '')

/** Folders by their last name; where two are called the same, as many names above it as tell them apart. */
export function folderNames(folders: readonly Placed[]): ReadonlyMap<string, string> {
  const named = (count: number, { path }: Placed) => partsOf(path).slice(-count).join('/') || path
  const nameOf = (folder: Placed) => {
    const depth = partsOf(folder.path).length
    for (let count = 1; count < depth; count += 1) {
      const name = named(count, folder)
      if (!folders.some(other => other.path !== folder.path && named(count, other) === name)) return name
    }
    return folder.path
  }
  return new Map(folders.map(folder => [folder.id, nameOf(folder)]))
}
