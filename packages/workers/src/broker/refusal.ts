import { ConfigurationError } from "@simplex-chat/bot"

/** What a broker refuses, and will refuse again: nothing but another configuration helps. */
export function refusalOf(error: unknown): ConfigurationError | undefined {
  if (error instanceof ConfigurationError) return error
  if (!(error instanceof Error)) return undefined
  const { code } = error as NodeJS.ErrnoException
  if (code === "NOT_ALLOWED") {
    const problem = "the broker has no such virtual host, or this user may not use it"
    return new ConfigurationError("url", problem, { cause: error })
  }
  if (code !== "ACCESS_REFUSED") return undefined
  const problem = error.message.includes("Login was refused")
    ? "the broker does not accept the user name or the password"
    : "the broker does not let this user declare, write and read queues that begin with simplex."
  return new ConfigurationError("url", problem, { cause: error })
}
