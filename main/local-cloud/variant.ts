/** A named size. This account has one, the default of every account. */
export type Variant = { id: string; fit: 'scale-down'; width: number; height: number; metadata: 'none' }

const builtIn: Variant = { id: 'public', fit: 'scale-down', width: 1366, height: 768, metadata: 'none' }

export const variants: readonly Variant[] = [builtIn]
