import type { ReactNode } from 'react'

/** One sentence on what will be here, one thing to do. */
export function Empty({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{sentence}</p>
      {children}
    </div>
  )
}
