export { connectControl, type ControlClient } from './connect-control.ts'
export { type Control, serveControl } from './serve-control.ts'
