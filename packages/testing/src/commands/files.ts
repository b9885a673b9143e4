import type { Handlers } from "../commands.ts"
export const fileCommands = {} as unknown as Handlers
