/** As `utility-child.ts` makes it. */
declare namespace NodeJS {
  interface Process {
    readonly parentPort: {
      on(name: 'message', listener: (event: { data: unknown }) => void): void
      postMessage(message: unknown): void
    }
  }
}
