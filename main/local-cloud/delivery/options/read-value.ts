type Range = { readonly least: number; readonly most: number }

/** What `use` makes of the choice this text is; undefined when it is none of them. */
export function oneOf<T extends string, R>(
  choices: readonly T[],
  text: string,
  use: (choice: T) => R | undefined,
): R | undefined {
  const choice = choices.find(one => one === text)
  return choice === undefined ? undefined : use(choice)
}

/** What `use` makes of a plain decimal number within a range. */
export function number<R>(text: string, { least, most }: Range, use: (number: number) => R): R | undefined {
  const read = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : NaN
  return read >= least && read <= most ? use(read) : undefined
}

/** The same for a whole number. */
export const whole = <R>(text: string, range: Range, use: (number: number) => R): R | undefined =>
  /^\d+$/.test(text) ? number(text, range, use) : undefined
