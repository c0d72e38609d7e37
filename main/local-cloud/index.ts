export { Fault } from './fault.ts'
export type { KeptImage, LocalCloud, LocalCloudOptions } from './local-cloud.ts'
export { parseFault } from './parse-fault.ts'
export { startLocalCloud } from './start-local-cloud.ts'
