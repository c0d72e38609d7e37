const longestName = 200

/** These cannot be in a file name on one system or another; a leading dot would hide the file. */
// oxlint-disable-next-line no-control-regex -- control characters are among them
const unfit = /[\u0000-\u001f\u007f<>:"/\\|?*]/g
/** Devices of Windows, whatever ending follows. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** The name under which a dropped file can be kept on any system: its own as far as possible, with its ending. */
export function safeName(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(unfit, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '')
    .replace(device, '$1_')
  return shorten(clean === '' ? 'photo' : clean)
}

/** By bytes, since that is what file systems count; a character is never cut in two. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 10 ? name.slice(dot) : ''
  let stem = ''
  for (const character of ending === '' ? name : name.slice(0, dot)) {
    if (Buffer.byteLength(stem + character + ending) > longestName) break
    stem += character
  }
  return stem + ending
}
