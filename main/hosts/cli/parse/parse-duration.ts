const secondsPer: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** Seconds of `90s`, `30m`, `12h`, `7d`, `2w`, or several together: `1d12h`. Null where the text is none of these. */
export function parseDuration(text: string): number | null {
  const wanted = text.toLowerCase().replaceAll(' ', '')
  if (!/^(\d+[smhdw])+$/.test(wanted)) return null
  const parts = [...wanted.matchAll(/(\d+)([smhdw])/g)]
  const seconds = parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (secondsPer[unit] ?? 0), 0)
  return Number.isSafeInteger(seconds) ? seconds : null
}
