import { randomUUID } from 'node:crypto'

/** An id the service gives: a UUID whose last group ends in 00 (images-api §2.1). */
export const newId = (): string => `${randomUUID().slice(0, -2)}00`

/** Whether the service gave this id; one of the caller’s own is never a UUID. */
export const isGivenId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
