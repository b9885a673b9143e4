import { ChatCommandError } from "@simplex-chat/api"

/** Whether a command failed because of the network, so that it can succeed later. */
export const isTemporary = (error: unknown): error is ChatCommandError =>
  error instanceof ChatCommandError &&
  (error.chatError?.type === "errorAgent" || error.code === "timeout")
