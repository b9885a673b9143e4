/** What one check found, and what to do about it. */
export interface Check {
  readonly name:
    | "node"
    | "platform"
    | "library"
    | "digest"
    | "folder"
    | "database"
    | "files"
    | "key"
    | "space"
    | "state"
    | "backup"
    | "servers"
  readonly ok: boolean
  readonly found: string
  /** What to do; present when it is not ok. */
  readonly remedy?: string
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
