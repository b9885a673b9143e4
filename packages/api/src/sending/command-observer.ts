import type { T } from "@simplex-chat/types"

/**
 * Sees a command begin, by its name, such as `APISendMessages`. What it returns is called when the command
 * ends: with the error that it failed with, or undefined. Neither may throw.
 */
export type CommandObserver = (name: string) => (error: unknown) => void

/** Called before messages are sent; what it throws refuses them. */
export type BeforeSending = (chat: T.ChatRef, messages: readonly T.ComposedMessage[]) => void
