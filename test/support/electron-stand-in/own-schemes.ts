type Answer = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Answer>()
/** Chromium knows no schemes but its own: `app://hotfolder/x` is shown as `https://hotfolder.app.stand-in/x`, which nobody else answers. */
const ending = '.stand-in'

export const protocol = {
  registerSchemesAsPrivileged(_schemes: { scheme: string; privileges?: object }[]): void {},
  handle(scheme: string, handler: Answer): void {
    handlers.set(scheme, handler)
  },
}

export function toChromium(url: string): string {
  return url.replace(/^([a-z]+):\/\/([^/]+)/, (whole, scheme: string, host: string) =>
    scheme === 'http' || scheme === 'https' ? whole : `https://${host}.${scheme}${ending}`,
  )
}

export function fromChromium(url: string): string {
  return url.replace(/^https:\/\/(.+)\.([a-z]+)\.stand-in(?=\/|$)/, '$2://$1')
}

export const isOwn = (url: string): boolean => fromChromium(url) !== url

/** What the program answers; null where no handler is there for it. */
export async function answerOwn(
  url: string,
  method: string,
  headers: Record<string, string>,
): Promise<Response | null> {
  const address = fromChromium(url)
  const handler = handlers.get(address.split(':', 1)[0] ?? '')
  return handler === undefined ? null : handler(new Request(address, { method, headers }))
}
