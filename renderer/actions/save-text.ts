/** Hands a text to the person as a file, by the browser’s own way of saving. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Saving begins after this turn; the browser holds the bytes itself by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
