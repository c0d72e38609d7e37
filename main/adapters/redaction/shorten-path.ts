/** A path by its last two names: enough to know it again, too little to learn where it lies. */
export function shortenPath(path: string): string {
  const names = path
    .replace(/^file:\/\//, '')
    .split(/[\\/]+/)
    .filter(name => name !== '')
  return names.length <= 2 ? path : `…/${names.slice(-2).join('/')}`
}

/** A path from its root on, and nothing before or behind it. */
export const isWholePath = (text: string): boolean =>
  /^(\/|~[\\/]|[A-Za-z]:[\\/]|\\\\|file:\/\/\/)[^\r\n]*$/.test(text) && !text.startsWith('//')

const quoted = /(['"“‘`])((?:\/|[A-Za-z]:\\|\\\\|file:\/\/\/)[^'"”’`\r\n]*)(?=['"”’`])/g
const bare = /(?<![\w.:/\\…~-])(?:file:\/\/)?\/(?:[^\s/:"'<>|(),;]+\/)+[^\s/:"'<>|(),;]*/g
const ofWindows = /(?<![\w\\])(?:[A-Za-z]:|\\\\[^\s\\"']+)\\(?:[^\s\\:"'<>|(),;]+\\)+[^\s\\:"'<>|(),;]*/g

/** Every path in a text shortened: in quotes also with spaces in it, elsewhere up to the next space. Web addresses stay. */
export function shortenPathsIn(text: string): string {
  if (isWholePath(text)) return shortenPath(text)
  return text
    .replace(quoted, (_, mark: string, path: string) => mark + shortenPath(path))
    .replace(bare, shortenPath)
    .replace(ofWindows, shortenPath)
}

const photoEndings = 'jpe?g|png|gif|webp|svg|hei[cf]|avif|tiff?|bmp|psd|dng|cr[23]|nef|arw|raf|orf|rw2|xmp|mp4|mov'
const photoAlone = new RegExp(`^[^/\\\\\\r\\n]+\\.(${photoEndings})$`, 'i')
const photoInText = new RegExp(`[^\\s/\\\\"'“”‘’(),;]+\\.(${photoEndings})\\b`, 'gi')
const photoAtEnd = new RegExp(`(?<=^…/[^/]+/)[^/]+\\.(${photoEndings})$`, 'i')

/** The names of photos left out, their kind kept: `…/Wedding/*.jpg`. */
export const hidePhotoNames = (text: string): string =>
  photoAlone.test(text)
    ? text.replace(photoAlone, '*.$1')
    : text.replace(photoAtEnd, '*.$1').replace(photoInText, '*.$1')
