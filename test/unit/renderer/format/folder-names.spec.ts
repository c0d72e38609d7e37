import { describe, expect, it } from 'vitest'
import { folderNames } from '../../../../renderer/format/folder-names.ts'

const named = (...paths: string[]) => [...folderNames(paths.map((path, id) => ({ id: String(id), path }))).values()]

describe('the name of a folder', () => {
  it('is its last one', () => {
    expect(named('/photos/Weddings', 'C:\\photos\\Studio')).toEqual(['Weddings', 'Studio'])
  })

  it('has as many of those above it as tell it apart', () => {
    expect(named('/a/Miller/Export', '/a/Smith/Export', '/a/Studio')).toEqual([
      'Miller/Export',
      'Smith/Export',
      'Studio',
    ])
    expect(named('/x/2026/Export', '/y/2026/Export')).toEqual(['/x/2026/Export', '/y/2026/Export'])
  })

  it('is the same where one folder goes to two accounts', () => {
    expect(named('/a/Export', '/a/Export')).toEqual(['Export', 'Export'])
  })
})
