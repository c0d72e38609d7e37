/** One operation of the Images API as the official package offers it, and where it is agreed upon. */
export type Operation = {
  /** Path to the method from `client.images` */
  readonly method: string
  /** What a person types after `hotfolder` */
  readonly command: string
  readonly http: string
  readonly spec: string
  /** Title of a test in that spec */
  readonly test: string
}

/** All 17 operations of the official reference. */
export const operations: readonly Operation[] = [
  {
    method: 'v1.list',
    command: 'images list --v1',
    http: 'GET /accounts/{account_id}/images/v1',
    spec: 'images-v1-list.spec.ts',
    test: 'is read from the answer, not by iterating',
  },
  {
    method: 'v1.get',
    command: 'images get',
    http: 'GET /accounts/{account_id}/images/v1/{image_id}',
    spec: 'images-v1.spec.ts',
    test: 'tells again what the upload told',
  },
  {
    method: 'v1.create',
    command: 'images create',
    http: 'POST /accounts/{account_id}/images/v1',
    spec: 'uploads.spec.ts',
    test: 'of a file gives a public image with links',
  },
  {
    method: 'v1.edit',
    command: 'images edit',
    http: 'PATCH /accounts/{account_id}/images/v1/{image_id}',
    spec: 'images-v1.spec.ts',
    test: 'gives it other metadata in place of the old, under the same id',
  },
  {
    method: 'v1.delete',
    command: 'images delete',
    http: 'DELETE /accounts/{account_id}/images/v1/{image_id}',
    spec: 'images-v1.spec.ts',
    test: 'ends it for good',
  },
  {
    method: 'v1.keys.list',
    command: 'keys list',
    http: 'GET /accounts/{account_id}/images/v1/keys',
    spec: 'signing-keys.spec.ts',
    test: 'are there from the start, each with name and value',
  },
  {
    method: 'v1.keys.update',
    command: 'keys create',
    http: 'PUT /accounts/{account_id}/images/v1/keys/{signing_key_name}',
    spec: 'signing-keys.spec.ts',
    test: 'come one by one, and each answer tells them all',
  },
  {
    method: 'v1.keys.delete',
    command: 'keys delete',
    http: 'DELETE /accounts/{account_id}/images/v1/keys/{signing_key_name}',
    spec: 'signing-keys.spec.ts',
    test: 'go one by one, and the answer tells what is left',
  },
  {
    method: 'v1.stats.get',
    command: 'stats',
    http: 'GET /accounts/{account_id}/images/v1/stats',
    spec: 'stats.spec.ts',
    test: 'count what is kept, and tell what may be kept',
  },
  {
    method: 'v1.variants.list',
    command: 'variants list',
    http: 'GET /accounts/{account_id}/images/v1/variants',
    spec: 'variants.spec.ts',
    test: 'are told by name, and public is among them',
  },
  {
    method: 'v1.variants.get',
    command: 'variants get',
    http: 'GET /accounts/{account_id}/images/v1/variants/{variant_id}',
    spec: 'variants.spec.ts',
    test: 'can be made, and are then told alone, flat, in the list and in every image',
  },
  {
    method: 'v1.variants.create',
    command: 'variants create',
    http: 'POST /accounts/{account_id}/images/v1/variants',
    spec: 'variants.spec.ts',
    test: 'can be made, and are then told alone, flat, in the list and in every image',
  },
  {
    method: 'v1.variants.edit',
    command: 'variants edit',
    http: 'PATCH /accounts/{account_id}/images/v1/variants/{variant_id}',
    spec: 'variants.spec.ts',
    test: 'change as a whole, and what is delivered changes with them',
  },
  {
    method: 'v1.variants.delete',
    command: 'variants delete',
    http: 'DELETE /accounts/{account_id}/images/v1/variants/{variant_id}',
    spec: 'variants.spec.ts',
    test: 'end for good',
  },
  {
    method: 'v1.blobs.get',
    command: 'images download',
    http: 'GET /accounts/{account_id}/images/v1/{image_id}/blob',
    spec: 'blobs.spec.ts',
    test: 'is what was uploaded, byte for byte',
  },
  {
    method: 'v2.list',
    command: 'images list',
    http: 'GET /accounts/{account_id}/images/v2',
    spec: 'images-v2-list.spec.ts',
    test: 'comes in pages, and the last one says so',
  },
  {
    method: 'v2.directUploads.create',
    command: 'upload',
    http: 'POST /accounts/{account_id}/images/v2/direct_upload',
    spec: 'direct-uploads.spec.ts',
    test: 'is a draft until the picture comes, and then an image',
  },
]

/** Methods of `client.images` that are left out on purpose. */
export const leftOut: readonly { readonly method: string; readonly because: string }[] = []
