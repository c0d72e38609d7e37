import type { Cli } from '../cli.ts'
import { createImage } from './images/create-image.ts'
import { createUploadUrl } from './images/create-upload-url.ts'
import { deleteImages } from './images/delete-images.ts'
import { downloadImages } from './images/download-images.ts'
import { editImages } from './images/edit-images.ts'
import { getImages } from './images/get-images.ts'
import { listImages } from './images/list-images.ts'
import { openImage } from './images/open-image.ts'
import { searchImages } from './images/search-images.ts'

/** `images …`: what is on the account, one by one and by the thousand. */
export function images(cli: Cli): void {
  const group = cli.program.command('images').description('list, find, change, fetch and delete images on the account')
  for (const add of [
    listImages,
    searchImages,
    getImages,
    openImage,
    createImage,
    createUploadUrl,
    editImages,
    downloadImages,
    deleteImages,
  ])
    add(cli, group)
}
