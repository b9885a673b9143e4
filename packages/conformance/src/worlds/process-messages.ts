import type { Core } from "@simplex-chat/api"

/** Which database to open, and with which library. */
export interface Opening {
  readonly filePrefix: string
  /** The folder that has libsimplex. */
  readonly lib: string
}

export type CallName = keyof Core | "open"

/** What is asked of the process of a core. */
export interface Call {
  readonly id: number
  readonly name: CallName
  readonly args: readonly unknown[]
}

/** What it answers. */
export type Answer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string }
