// The types, commands, responses and events of the API, as namespaces.
export * as T from "./gen/types/index.ts"
export * as CC from "./gen/commands/index.ts"
export * as CR from "./gen/responses.ts"
export * as CEvt from "./gen/events.ts"

// What most code names directly.
export type { ChatResponse } from "./gen/responses.ts"
export type { ChatEvent } from "./gen/events.ts"

// For libraries that send commands.
export type { Command, TextForm } from "./command.ts"
export { CommandSyntaxError } from "./syntax-error.ts"
