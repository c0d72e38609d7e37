/** What a camera or a photo program writes as a photo, by ending. Some are held later, with advice; none is passed over in silence. */
const photoEndings = new Set(
  'jpg jpeg jpe jfif png gif webp svg heic heif hif avif tif tiff psd psb bmp jp2 j2k jpf jxl nef nrw cr2 cr3 crw arw srf sr2 dng raf orf rw2 pef raw rwl 3fr fff iiq x3f erf mef mos mrw srw'.split(
    ' ',
  ),
)

/** Half-written, backup and system files that carry a photo's ending. */
const temporaryNames = /^\.|^~\$|\.(part|tmp|temp|crdownload|download|partial|filepart|bak)$|^thumbs\.db$|~$/i

/** By name alone: a photo, and neither temporary nor a system's own. */
export function isPhotoName(name: string): boolean {
  const dot = name.lastIndexOf('.')
  if (dot <= 0 || !photoEndings.has(name.slice(dot + 1).toLowerCase())) return false
  return !temporaryNames.test(name)
}
