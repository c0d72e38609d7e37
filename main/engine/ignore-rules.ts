import { isPhotoName } from '../../preload/contract/index.ts'
import type { CompileGlobs, FollowRules } from './ports.ts'

/** Folders of thumbnail caches, catalogues and systems: what is in them is never the photographer's photo. */
const foreignFolders = [
  /^\./,
  /^@eaDir$/i,
  /^#recycle$/i,
  /^\$RECYCLE\.BIN$/i,
  /^System Volume Information$/i,
  /^__MACOSX$/,
  /^lost\+found$/,
  /\.(lrdata|lrcat-data|lrlibrary|cocatalog|cocatalogdb|cosessiondb|photoslibrary|aplibrary|dtBase2)$/i,
  /^CaptureOne$/,
  /^Lightroom Previews/i,
  /^node_modules$/,
]

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** The default list plus a person's own globs. Paths are relative to the root, with `/`. */
export function ignoreRules(recursive: boolean, globs: readonly string[], compile: CompileGlobs): FollowRules {
  const chosen = globs.length === 0 ? () => false : compile(globs)
  return {
    recursive,
    ignores(path, isDirectory) {
      const name = nameOf(path)
      if (isDirectory ? foreignFolders.some(pattern => pattern.test(name)) : !isPhotoName(name)) return true
      return chosen(path)
    },
  }
}
