import { origin } from './own-address.ts'

/** The frame a message came from, as far as it matters here; null once it is gone. */
export type Sender = { readonly origin: string; readonly url: string; readonly detached: boolean } | null

/** Did our own page in the window’s main frame say this? Nobody else is listened to. */
export function isOurPage(sender: Sender, mainFrame: Sender): boolean {
  if (sender === null || mainFrame === null || sender !== mainFrame || sender.detached) return false
  return sender.origin === origin && sender.url.startsWith(`${origin}/`)
}
