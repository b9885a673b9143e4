/**
 * The errors that every core can raise. No message contains a command, an answer, a key or a link.
 */

/** The base of every error of a core: `catch (error) { if (error instanceof CoreError) ... }`. */
export class CoreError extends Error {
  override readonly name: string = "CoreError"
}

/** An argument that no core accepts: not a string, empty, or with a NUL in it. Nothing was called. */
export class InvalidArgumentError extends CoreError {
  override readonly name: string = "InvalidArgumentError"
  /** The name of the argument. */
  readonly argument: string
  constructor(argument: string, problem: string) {
    super(`${argument}: ${problem}`)
    this.argument = argument
  }
}

/** The core was closed before, or during, this call. */
export class ClosedError extends CoreError {
  override readonly name: string = "ClosedError"
  /** The method of the core. */
  readonly operation: string
  /** Whether it may still take effect. False when the core never saw the call. */
  readonly started: boolean
  constructor(operation: string, { started = false, ...options }: ClosedOptions = {}) {
    const state = started ? "; it may still take effect" : ""
    super(`${operation}: the core is closed${state}`, options)
    this.operation = operation
    this.started = started
  }
}

interface ClosedOptions extends ErrorOptions {
  readonly started?: boolean
}

/** A call missed its deadline. A call that has started cannot be interrupted. */
export class TimeoutError extends CoreError {
  override readonly name: string = "TimeoutError"
  /** The method of the core. */
  readonly operation: string
  /** The deadline in milliseconds. */
  readonly timeoutMs: number
  /** Whether it may still take effect. False when it was still queued: the core never saw it. */
  readonly started: boolean
  constructor(operation: string, timeoutMs: number, started: boolean) {
    const state = started ? "it may still take effect" : "it was not started"
    super(`${operation} did not end within ${timeoutMs} ms; ${state}`)
    this.operation = operation
    this.timeoutMs = timeoutMs
    this.started = started
  }
}

/** The core did not answer, or its answer cannot be read. */
export class CallError extends CoreError {
  override readonly name: string = "CallError"
  /** The method of the core. */
  readonly operation: string
  constructor(operation: string, problem: string, options?: ErrorOptions) {
    super(`${operation}: ${problem}`, options)
    this.operation = operation
  }
}

/** The core does not implement this command, or part of it. Nothing was changed. */
export class UnsupportedError extends CallError {
  override readonly name: string = "UnsupportedError"
}

/**
 * The connection to a core in another process broke while the call was in flight. It may have been carried out: repeating a
 * command that sends can send twice.
 */
export class ConnectionLostError extends CoreError {
  override readonly name: string = "ConnectionLostError"
  /** The method of the core. */
  readonly operation: string
  /** The call may have taken effect. */
  readonly perhapsSent = true
  constructor(operation: string, options?: ErrorOptions) {
    super(`${operation}: the connection to the core broke; it may have taken effect`, options)
    this.operation = operation
  }
}

/** A file function failed. */
export class FileError extends CoreError {
  override readonly name: string = "FileError"
  /** The method of the core. */
  readonly operation: string
  readonly path: string
  /** The core's own text. */
  readonly reason: string
  constructor(operation: string, path: string, reason: string) {
    super(`${operation} ${path}: ${reason}`)
    this.operation = operation
    this.path = path
    this.reason = reason
  }
}
