import { useLanguage } from '../../text/language.ts'

/** Wires the variants: the list, the wall and the editor. */
export function VariantsScreen() {
  const { text } = useLanguage()
  return (
    <main className="column">
      <h1>{text.variants.title}</h1>
    </main>
  )
}
