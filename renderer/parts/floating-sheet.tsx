import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../text/language.ts'

type Props = { title: string; size?: number; children: ReactNode; onClose(): void }

/** What floats above the page. Escape is a command of ours and closes it like everything else. */
export function FloatingSheet({ title, size = 480, children, onClose }: Props) {
  const { text } = useLanguage()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeOnEscape={false}
      lockScroll={false}
      // The page has its banner already.
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': text.frame.close }}
    >
      {children}
    </Modal>
  )
}
