/** undici's record of headers as the platform's Headers. */
export function platformHeaders(headers: Record<string, string | string[] | undefined>): Headers {
  const kept = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) kept.append(name, one)
  }
  return kept
}
