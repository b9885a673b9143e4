import type { Handlers } from "../commands.ts"
export const memberCommands = {} as unknown as Handlers
