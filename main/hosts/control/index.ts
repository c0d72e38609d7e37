export { connectControl, type ControlClient } from './connect-control.ts'
export { freshAddress, handOver, type HostCommands, withHostCommands } from './host-commands.ts'
export { type Control, serveControl } from './serve-control.ts'
