import { ChatCommandError } from "@simplex-chat/api"

/**
 * Whether a command failed because a server could not be reached, so that it can succeed later. Other
 * errors of the agent, such as `SMP AUTH` for a link that was deleted, stay what they are.
 */
export const isTemporary = (error: unknown): error is ChatCommandError =>
  error instanceof ChatCommandError && temporary.test(error.code)

/** Servers, those through which a message goes to others, and a database that another process has locked. */
const temporary = /^(?:BROKER|PROXY|SMP PROXY|XFTP PROXY|timeout$|INACTIVE$|dBBusyError$)/
