import { type Command } from 'commander'
import type { MetadataFilter } from '../../../preload/contract/index.ts'
import { parseFilter } from './parse/parse-filter.ts'

/** Which images, by what the service knows of them, as given on the command line. `creator: false`: those without one. */
export type QueryOptions = { profile?: string; creator?: string | false; meta?: MetadataFilter[]; all?: true }

/** Adds the filters of the service. `all`: what `--all` means there. */
export const addQueryOptions = (command: Command, all: string): Command =>
  command
    .optionsGroup('Which images:')
    .option('--creator <text>', 'only images of this creator')
    .option('--no-creator', 'only images without a creator')
    .option('--meta <filter>', 'only images with this metadata, as below; up to five, all must hold', parseFilter)
    .option('--all', all)
    .optionsGroup('')
    .addHelpText('after', filterHelp)

/** How filters on metadata are written. */
export const filterHelp = `
Filters on metadata; a field of a field is written with a dot (client.name):
  album=Wedding               exactly this, as text or number
  stars>=4                    also > < <=; numbers only
  album[in]=Wedding|Party     one of up to ten, separated by |
  sold[eq:boolean]=true       typed: eq:string eq:number eq:boolean in:string in:number gt:number …`
