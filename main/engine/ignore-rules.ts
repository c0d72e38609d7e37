import type { CompileGlobs, FollowRules } from './ports.ts'

/** What a camera or a photo program writes as a photo, by ending. Some are held later, with advice; none is passed over in silence. */
const photoEndings = new Set(
  'jpg jpeg jpe jfif png gif webp svg heic heif hif avif tif tiff psd psb bmp jp2 j2k jpf jxl nef nrw cr2 cr3 crw arw srf sr2 dng raf orf rw2 pef raw rwl 3fr fff iiq x3f erf mef mos mrw srw'.split(
    ' ',
  ),
)

/** Half-written, backup and system files that carry a photo's ending. */
const temporaryNames = /^\.|^~\$|\.(part|tmp|temp|crdownload|download|partial|filepart|bak)$|^thumbs\.db$|~$/i

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

/** By name alone: a photo, and neither temporary nor a system's own. */
export function isPhotoName(name: string): boolean {
  const dot = name.lastIndexOf('.')
  if (dot <= 0 || !photoEndings.has(name.slice(dot + 1).toLowerCase())) return false
  return !temporaryNames.test(name)
}

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
