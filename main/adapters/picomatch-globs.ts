import picomatch from 'picomatch'
import type { CompileGlobs } from '../engine/ports.ts'

/** Globs as photographers know them from other programs: case does not matter, and a name alone matches at any depth. */
export const compileGlobs: CompileGlobs = patterns =>
  picomatch([...patterns].map(anyDepth), { nocase: true, dot: true })

const anyDepth = (pattern: string) => (pattern.includes('/') ? pattern : `**/${pattern}`)
