/** Text as it will be copied, in its own lines; scrolls where it is long. */
export function LinkText({ label, text }: { label: string; text: string }) {
  return (
    <pre className="link-text" tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  )
}
