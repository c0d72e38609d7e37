/** So long one task may work before the page may draw and hear keys again. */
const breathMs = 10

/** Does something with each of many, with a pause for the page every few milliseconds. */
export async function inBreaths<T>(all: Iterable<T>, perform: (one: T) => void): Promise<void> {
  let until = performance.now() + breathMs
  for (const one of all) {
    perform(one)
    if (performance.now() < until) continue
    await new Promise(resolve => setTimeout(resolve))
    until = performance.now() + breathMs
  }
}
