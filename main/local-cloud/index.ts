export { Fault } from './misbehaviour/fault.ts'
export type { KeptImage, LocalCloud, LocalCloudOptions } from './local-cloud.ts'
export { parseFault } from './misbehaviour/parse-fault.ts'
export { startLocalCloud } from './start-local-cloud.ts'
