import { ChatCommandError } from "@simplex-chat/api"

/**
 * Whether a command failed because a server could not be reached, so that it can succeed later. Other
 * errors of the agent, such as `SMP AUTH` for a link that was deleted, stay what they are.
 */
export const isTemporary = (error: unknown): error is ChatCommandError =>
  error instanceof ChatCommandError &&
  (error.code.startsWith("BROKER") || error.code === "timeout" || error.code === "INACTIVE")
