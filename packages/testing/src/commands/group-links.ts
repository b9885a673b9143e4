import type { Handlers } from "../commands.ts"
export const groupLinkCommands = {} as unknown as Handlers
