/** Numbers as people of one language read them. */
export type Format = {
  count(n: number): string
  /** In MB with one decimal; small files in kB, large sums in GB. */
  bytes(n: number): string
  /** In kB alone, so that pictures of a page can be compared. */
  kilobytes(n: number): string
  /** Bytes per second. */
  rate(n: number): string
  percent(fraction: number): string
  /** Rounded to what can be trusted: "2 min 40 s". */
  timeLeft(seconds: number): string
  /** A clock that runs: "2:40". */
  clock(seconds: number): string
  /** The hour alone where it is today. */
  moment(at: number, now: number): string
  /** Day and time to the second, for what is written down. */
  second(at: number): string
  /** A whole day by its name. */
  day(at: number): string
  /** Day and hour, whichever day it is. */
  instant(at: number): string
}

const minute = 60
const hour = 3_600

const upTo = (step: number, n: number) => Math.ceil(n / step) * step

export function createFormat(language: string): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
  const wholeDay = new Intl.DateTimeFormat(language, { dateStyle: 'full' })
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })

  const second = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  })
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })

  const bytes = (n: number) => {
    if (n < 100_000) return `${whole.format(n === 0 ? 0 : Math.max(1, n / 1e3))} kB`
    return n < 1e9 ? `${tenths.format(n / 1e6)} MB` : `${tenths.format(n / 1e9)} GB`
  }
  return {
    day: at => wholeDay.format(at),
    count: n => whole.format(n),
    bytes,
    kilobytes: n => `${whole.format(n === 0 ? 0 : Math.max(1, n / 1e3))} kB`,
    rate: n => (n >= 10e6 && n < 1e9 ? `${whole.format(n / 1e6)} MB/s` : `${bytes(n)}/s`),
    percent: fraction => `${whole.format(Math.floor(fraction * 100))} %`,
    timeLeft(seconds) {
      if (seconds < minute) return `${upTo(5, Math.max(1, seconds))} s`
      if (seconds < 10 * minute) {
        const rounded = upTo(10, seconds)
        const rest = rounded % minute
        return rest === 0 ? `${rounded / minute} min` : `${Math.floor(rounded / minute)} min ${rest} s`
      }
      if (seconds < hour) return `${Math.ceil(seconds / minute)} min`
      const rounded = upTo(5 * minute, seconds)
      const minutes = (rounded % hour) / minute
      return minutes === 0 ? `${rounded / hour} h` : `${Math.floor(rounded / hour)} h ${minutes} min`
    },
    clock(seconds) {
      const left = Math.max(0, Math.ceil(seconds))
      const two = (n: number) => String(n).padStart(2, '0')
      if (left < hour) return `${Math.floor(left / minute)}:${two(left % minute)}`
      return `${Math.floor(left / hour)}:${two(Math.floor((left % hour) / minute))}:${two(left % minute)}`
    },
    second: at => second.format(at),
    moment(at, now) {
      const [then, today] = [new Date(at), new Date(now)]
      if (then.toDateString() === today.toDateString()) return time.format(then)
      return then.getFullYear() === today.getFullYear() ? day.format(then) : date.format(then)
    },
    instant: at => full.format(at),
  }
}
