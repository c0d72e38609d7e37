import type { IncomingMessage } from 'node:http'
import type { Permission } from './access.ts'
import type { Reply } from './reply.ts'
import type { Throttle } from './upload/read-body.ts'

/** One call of the API: its path below `/accounts/{account_id}/images`, and who answers it. */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Where a parameter shares its place with fixed words, the words are matched first. */
  path: `/${string}`
  /** How it is counted. */
  name: string
  permission: Permission
  /** Whether the batch host has it too. */
  batch: boolean
} & (Answering | Receiving)

/** A whole `Response` when it is no envelope. */
export type Answering = { answer(call: Call): Reply | Response | Promise<Reply | Response> }

/** Takes an upload from the bare request, as it streams. */
export type Receiving = {
  receive(request: IncomingMessage, throttle: Throttle, closing: AbortSignal): Promise<Reply | 'broken'>
}

/** `params` are decoded after the path was split, so an id may hold slashes. */
export type Call = { request: Request; params: Record<string, string>; query: URLSearchParams }
