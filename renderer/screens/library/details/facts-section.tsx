import type { FolderView, Image, ProfileName } from '../../../../preload/contract/index.ts'
import type { PixelSize } from '../../../format/served-size.ts'
import { Copyable } from '../../../parts/copyable.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { useNow } from '../../../parts/use-now.ts'
import { useView } from '../../../state/use-desk.ts'
import type { View } from '../../../state/view.ts'
import { useLanguage } from '../../../text/language.ts'
import type { Proof } from './receipt-section.tsx'

const foldersOf = (view: View) => view.folders

type Props = {
  image: Image
  name: string
  proof: Proof
  /** Of the original. */
  pixels: PixelSize | null
  profile: ProfileName
  onCopy(text: string): void
}

/** Wires what is known of an image: what the account says, and what was seen of its file here. */
export function FactsSection({ image, name, proof, pixels, profile, onCopy }: Props) {
  const { text, format } = useLanguage()
  const now = useNow(60_000)
  const folders = useView(foldersOf)
  const words = text.image
  const facts = proof?.facts ?? null
  const receipt = proof?.receipt ?? null
  // With a receipt it stands there.
  const sha256 = receipt === null ? image.metadata['sha256'] : undefined
  const original = [
    ...(pixels === null ? [] : [words.sides(format.count(pixels.width), format.count(pixels.height))]),
    ...(receipt === null ? [] : [format.bytes(receipt.bytes)]),
    ...(facts === null ? [] : [facts.format.toUpperCase()]),
  ]
  const known = (isKnown: boolean, label: string, value: () => string) => (isKnown ? [[label, value()] as const] : [])
  return (
    <Facts
      rows={[
        ...known(image.filename !== null && image.filename !== name, words.onAccount, () => image.filename ?? ''),
        [words.id, <Copyable key="id" text={image.id} label={words.copyOf(words.id)} isCode onCopy={onCopy} />],
        [words.uploaded, format.moment(image.uploadedAt, now)],
        [words.access, image.private ? text.inspector.private : text.inspector.public],
        ...known(image.creator !== null, words.creator, () => image.creator ?? ''),
        [words.original, original.length === 0 ? words.originalUnknown : original.join(' · ')],
        ...known(typeof facts?.takenAt === 'number', words.taken, () => format.moment(facts?.takenAt ?? 0, now)),
        ...known(typeof facts?.camera === 'string', words.camera, () => facts?.camera ?? ''),
        ...known(
          receipt !== null,
          words.folder,
          () => folderName(folders, profile, receipt?.path ?? '') ?? text.queue.byHand,
        ),
        ...(typeof sha256 === 'string'
          ? [
              [
                words.hash,
                <Copyable key="hash" text={sha256} label={words.copyOf(words.hash)} isCode onCopy={onCopy} />,
              ] as const,
            ]
          : []),
      ]}
    />
  )
}

/** The last name of the innermost watched folder a file lies in; none where it was added by hand. */
function folderName(folders: readonly FolderView[], profile: ProfileName, path: string): string | undefined {
  const around = folders
    .filter(
      folder =>
        folder.profile === profile &&
        path.startsWith(`${folder.path.replace(/[/\\]$/, '')}${separatorOf(folder.path)}`),
    )
    .toSorted((a, b) => b.path.length - a.path.length)[0]
  return around?.path.split(/[/\\]/).findLast(part => part !== '')
}

const separatorOf = (path: string) => (path.includes('\\') ? '\\' : '/')
