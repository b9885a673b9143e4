import type { Handlers } from "../commands.ts"
export const groupCommands = {} as unknown as Handlers
