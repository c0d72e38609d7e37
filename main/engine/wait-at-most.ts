import type { Clock } from './ports.ts'

/** Until this work is done, but no longer than so many ms; it goes on all the same. */
export async function waitAtMost(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  let forget = () => {}
  // A timer that is left would keep the program from ending.
  const patience = new Promise<void>(resolve => {
    forget = clock.after(ms, resolve)
  })
  await Promise.race([work, patience])
  forget()
}
