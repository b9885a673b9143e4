import type { Storage } from "@simplex-chat/bot"

/** A storage on a server, for all processes of a bot. */
export interface ServerStorage extends Storage {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  delete(key: string): Promise<void>
  keys(prefix?: string): Promise<string[]>
  /** Ends the connections. Calls that follow reject. */
  close(): Promise<void>
}

/** Undefined for what JSON has no text for: `undefined`, functions and symbols. */
export const jsonOf = (value: unknown): string | undefined =>
  JSON.stringify(value) as string | undefined

export const parsed = (json: string | null | undefined): unknown =>
  json === null || json === undefined ? undefined : (JSON.parse(json) as unknown)
