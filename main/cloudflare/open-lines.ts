import { Agent, buildConnector } from 'undici'
import { hearOut } from './hear-out.ts'

/** The connections of one account: at most 32 to each host, kept for the next request. */
export function openLines(): Agent {
  // HTTP/1.1: with one photo per connection, TCP's own window is the only flow control.
  const connect = buildConnector({ allowH2: false, timeout: 10_000 })
  return new Agent({
    connections: 32,
    pipelining: 1,
    allowH2: false,
    // The outermost bound, for originals; words are held to a tighter one by `readText`.
    maxResponseSize: 2 ** 27,
    connect: (options, ready) =>
      connect(options, (...made) => (made[0] === null ? ready(null, hearOut(made[1])) : ready(...made))),
  })
}
