/** A page that has only this to say. */
export function PageSentence({ title, advice }: { title: string; advice: string }) {
  return (
    <main className="page-sentence">
      <h1>{title}</h1>
      <p className="quiet">{advice}</p>
    </main>
  )
}
