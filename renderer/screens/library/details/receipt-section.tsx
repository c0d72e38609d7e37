import type { ProfileName } from '../../../../preload/contract/index.ts'
import { Copyable } from '../../../parts/copyable.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { useView } from '../../../state/use-desk.ts'
import type { View } from '../../../state/view.ts'
import { useLanguage } from '../../../text/language.ts'
import type { KnownImage } from './use-image.ts'

export type Proof = Extract<KnownImage, { kind: 'known' }>['proof']

const profilesOf = (view: View) => view.profiles

/** Wires the proof of delivery: these bytes, under this id, at this time. */
export function ReceiptSection({
  proof,
  profile,
  onCopy,
}: {
  proof: Proof
  profile: ProfileName
  onCopy(text: string): void
}) {
  const { text, format } = useLanguage()
  const profiles = useView(profilesOf)
  const words = text.image
  if (proof === undefined) return <p className="quiet">{words.reading}</p>
  const { receipt } = proof
  if (receipt === null) return <p className="quiet">{words.noReceipt}</p>
  const isHere = profiles.find(({ name }) => name === profile)?.account.kind === 'local'
  const at = format.instant(receipt.at)
  return (
    <>
      {receipt.endedAt === undefined ? (
        <p className="verdict" data-tone="good">
          <Icon name="check" size={14} /> {isHere ? words.verifiedHere(at) : words.verified(at)}
        </p>
      ) : (
        <p className="verdict" data-tone="warn">
          <Icon name="alert" size={14} /> {words.ended(format.instant(receipt.endedAt))}
        </p>
      )}
      <Facts
        rows={[
          [words.sentAs, receipt.name],
          [words.id, <code key="id">{receipt.imageId}</code>],
          [words.sentFrom, words.exactBytes(format.count(receipt.bytes))],
          [
            words.hash,
            <Copyable
              key="hash"
              text={receipt.sha256}
              label={words.copyOf(`${words.receipt}, ${words.hash}`)}
              isCode
              onCopy={onCopy}
            />,
          ],
        ]}
      />
      <p className="quiet">{words.renameSafe}</p>
    </>
  )
}
