import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { defaultHomeFolder } from '../../adapters/default-home-folder.ts'
import type { Terminal } from './terminal.ts'

/** The home folder a command line is about. */
export const homeOf = ({ cwd, env }: Pick<Terminal, 'cwd' | 'env'>): string =>
  resolve(cwd, defaultHomeFolder(env, process.platform, homedir()))
