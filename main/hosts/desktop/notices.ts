import { Notification } from 'electron'

/** Notifications that are still on the screen: what nobody holds is swept up, and its click with it. */
const shown = new Set<Notification>()
const mostShown = 20

/** Shows one; a click leads to the place it is about. */
export function showNotice(words: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const notice = new Notification({ title: words.title, body: words.body })
  const forget = () => shown.delete(notice)
  notice.on('click', () => {
    forget()
    onClick()
  })
  notice.on('close', forget)
  shown.add(notice)
  for (const oldest of shown) if (shown.size > mostShown) shown.delete(oldest)
  notice.show()
}
