export { photosOf } from './photos-of.ts'
export type { PhotoSources } from './photo-sources.ts'
export { trialsOf } from './trial/trials-of.ts'
export { startWebHost, type WebHost, type WebHostOptions } from './start-web-host.ts'
