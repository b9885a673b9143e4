/** The command line cannot do what it was asked for. The message says why, and what to do. */
export class CommandLineError extends Error {
  override readonly name = "CommandLineError"
}
