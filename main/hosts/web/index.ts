export { photosOf } from './photos-of.ts'
export type { PhotoSources } from './photo-sources.ts'
export { startWebHost, type WebHost, type WebHostOptions } from './start-web-host.ts'
