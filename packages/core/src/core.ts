/** Limits on one call. */
export interface CallOptions {
  /** Stops waiting when aborted; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Deadline of the call in milliseconds; it rejects with a {@link TimeoutError} then. A call that is
   * still queued is withdrawn. One that has started keeps running in the core, and its answer is
   * discarded.
   */
  readonly timeoutMs?: number | undefined
}

/** Key and nonce of an encrypted file, base64url, as the core writes and reads them. */
export interface CryptoFileArgs {
  readonly fileKey: string
  readonly fileNonce: string
}

/**
 * An open chat core: text in, text out. `@simplex-chat/core-ffi` implements it with libsimplex,
 * `@simplex-chat/testing` with a network in memory.
 *
 * ```ts
 * async function version(core: Core): Promise<string> {
 *   return core.sendCommand("/version", { timeoutMs: 5_000 })
 * }
 * ```
 */
export interface Core {
  /**
   * Whether its chat goes on when it is closed, since it belongs to another process; false when absent.
   * A client that closes such a core does not stop the chat first.
   */
  readonly keepsRunning?: boolean | undefined

  /**
   * Sends one command and resolves to the core's answer, JSON as text. Any number of commands may be
   * in flight; they start in order and run side by side.
   *
   * @throws {ClosedError}
   * @throws {TimeoutError}
   * @throws {CallError} when the core fails to answer
   */
  sendCommand(command: string, options?: CallOptions): Promise<string>

  /**
   * Resolves to the next events, JSON as text, at least one, in the order in which they happened.
   * Each event is delivered once. After an error other than {@link ClosedError} it may be called
   * again.
   *
   * @throws {ClosedError} once the core is closed and all events were delivered
   */
  receive(options?: { readonly signal?: AbortSignal | undefined }): Promise<readonly string[]>

  /**
   * Encrypts `data` into a new file. The bytes are copied before the call returns.
   *
   * @throws {FileError}
   */
  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs>

  /**
   * Decrypts a file into memory.
   *
   * @throws {FileError}
   */
  readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array>

  /**
   * Encrypts the file `from` into the file `to`.
   *
   * @throws {FileError}
   */
  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs>

  /**
   * Decrypts the file `from` into the file `to`.
   *
   * @throws {FileError}
   */
  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void>

  /**
   * Refuses new calls, waits for those in flight, stops receiving and closes the database. May be
   * called again; every call resolves when the first one has finished.
   *
   * @param options.timeoutMs how long to wait for calls in flight, and then for the database, in
   *   milliseconds; 10,000 when absent. Calls still in flight by then reject with a
   *   {@link ClosedError}.
   */
  close(options?: { readonly timeoutMs?: number | undefined }): Promise<void>

  /**
   * Takes what went wrong in the program that uses the core, in words. Only cores for tests have it: a
   * test that fails shows it.
   */
  reportProblem?(problem: string): void
}
