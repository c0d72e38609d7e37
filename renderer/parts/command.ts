/** Something a person can do, as it is shown: its words and its key. */
export type Command = {
  readonly name: string
  readonly label: string
  readonly shortcut: string | undefined
  perform(): void
}
