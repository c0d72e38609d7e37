import { type RefObject, useEffect, useState } from 'react'

type Props = {
  label: string
  /** What scrolls. */
  column: RefObject<HTMLElement | null>
  links: readonly { readonly id: string; readonly title: string }[]
}

/** How far below the top a heading may stand and still count as the one that is read. */
const readingPx = 120

/** Ways to the headings of one long page; the one that is read is marked. */
export function SectionLinks({ label, column, links }: Props) {
  const [here, setHere] = useState(links[0]?.id)
  const ids = links.map(link => link.id).join(' ')
  useEffect(() => {
    const frame = column.current
    if (frame === null) return undefined
    const look = () => {
      const all = ids.split(' ')
      const top = frame.getBoundingClientRect().top + readingPx
      const isAtEnd = frame.scrollTop > 0 && frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 2
      const passed = all.filter(id => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) <= top)
      setHere(isAtEnd ? all.at(-1) : (passed.at(-1) ?? all[0]))
    }
    look()
    frame.addEventListener('scroll', look, { passive: true })
    return () => frame.removeEventListener('scroll', look)
  }, [column, ids])

  const go = (id: string) => {
    const heading = document.getElementById(id)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  return (
    <nav className="section-links" aria-label={label}>
      {links.map(({ id, title }) => (
        <button key={id} type="button" aria-current={id === here ? 'true' : undefined} onClick={() => go(id)}>
          {title}
        </button>
      ))}
    </nav>
  )
}
