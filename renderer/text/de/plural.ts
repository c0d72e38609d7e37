/** One word for one, another for more. */
export const many = (n: number, one: string, more: string): string => (n === 1 ? one : more)

export const photos = (n: number, count: string): string => `${count} ${many(n, 'Foto', 'Fotos')}`
