/**
 * Sees a command begin, by its name, such as `APISendMessages`. What it returns is called when the command
 * ends: with the error that it failed with, or undefined. Neither may throw.
 */
export type CommandObserver = (name: string) => (error: unknown) => void
