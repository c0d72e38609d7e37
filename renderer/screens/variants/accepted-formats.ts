/** Each is one pixel. */
const pixels: readonly (readonly [type: string, base64: string])[] = [
  [
    'image/avif',
    'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAABoAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAEAAAABAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAibWRhdBIACgc4AAaQENBpMg0cQmLk4AAWAACQNY41',
  ],
  ['image/webp', 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEABABoJaQAA3AA/bQAAAA='],
]

let asking: Promise<string> | undefined

/** What this browser says in `Accept` for a picture, as far as it matters: a script’s own requests do not say it by themselves. */
export function acceptedFormats(): Promise<string> {
  asking ??= Promise.all(pixels.map(shows)).then(shown => [...shown.flat(), 'image/*;q=0.8'].join(','))
  return asking
}

async function shows([type, base64]: (typeof pixels)[number]): Promise<string[]> {
  const picture = new Image()
  picture.src = `data:${type};base64,${base64}`
  try {
    await picture.decode()
    return [type]
  } catch {
    // It refuses what it cannot show; that is the answer.
    return []
  }
}
