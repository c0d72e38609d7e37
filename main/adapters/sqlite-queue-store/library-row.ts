import type { SQLInputValue } from 'node:sqlite'
import { foldText, Image, type ProfileName } from '../../../preload/contract/index.ts'
import { wordsOf } from './fold-text.ts'
import { objectIn, type Shape } from './shape.ts'

export const libraryColumns = [
  'profile',
  'image_id',
  'uploaded_at',
  'private',
  'creator',
  'name',
  'words',
  'rest',
] as const

/** What an image is sorted by when sorted by name; one without a name goes by its id. */
export const nameOf = (image: Image): string => foldText(image.filename ?? image.id)

/** The values of `libraryColumns`, in their order. */
export const rowOfImage = (profile: ProfileName, image: Image): SQLInputValue[] => [
  profile,
  image.id,
  image.uploadedAt,
  image.private ? 1 : 0,
  image.creator,
  nameOf(image),
  wordsOf(image),
  JSON.stringify({ filename: image.filename, links: image.links, metadata: image.metadata }),
]

export const libraryShape: Shape<Image> = {
  table: 'library',
  schema: Image,
  compose: row => ({
    ...objectIn(row['rest']),
    id: row['image_id'],
    uploadedAt: row['uploaded_at'],
    private: row['private'] === 1,
    creator: row['creator'],
  }),
}
