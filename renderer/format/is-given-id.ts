/** Ids the service chose have this shape; those of a person never do, and their images are always public (images-api §3.3). */
export const isGivenId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
