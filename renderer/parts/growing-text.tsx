import { Textarea, type TextareaProps } from '@mantine/core'
import type { CSSProperties } from 'react'

type Props = Omit<TextareaProps, 'autosize' | 'minRows' | 'maxRows' | 'rows' | 'style'> & {
  /** Lines that always show. */
  leastRows: number
  /** From here on it scrolls. */
  mostRows: number
}

/**
 * A field as high as what is written in it. The browser sees to that: measured by a script, every keystroke had the whole
 * page laid out anew. One that cannot (Firefox) shows the least rows and scrolls.
 */
export function GrowingText({ leastRows, mostRows, className = '', ...rest }: Props) {
  const rows = { '--least-rows': leastRows, '--most-rows': mostRows } as CSSProperties
  return <Textarea {...rest} className={`growing ${className}`} rows={leastRows} style={rows} />
}
