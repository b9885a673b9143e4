/** What a call may take. */
export interface CallOptions {
  /** Gives up waiting when aborted, with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Gives up waiting after so many milliseconds, with a `TimeoutError`. A call that waits for a
   * thread is taken back; one that has started goes on in the library, and its answer is dropped.
   */
  readonly timeoutMs?: number | undefined
}

/** Key and nonce of an encrypted file, base64url, as the core writes and reads them. */
export interface CryptoFileArgs {
  readonly fileKey: string
  readonly fileNonce: string
}

/**
 * A chat core that is open: text in, text out. `openCore` gives the native one; an in-memory network
 * or a remote transport implements the same interface.
 */
export interface Core {
  /**
   * Sends one command and resolves to the core's answer, JSON as text. Any number may be under way;
   * they are started in order and run side by side.
   */
  sendCommand(command: string, options?: CallOptions): Promise<string>

  /**
   * Resolves to the next events, JSON as text, at least one, in the order in which they happened.
   * Each event is handed out once. Rejects with a `ClosedError` once the core is closed and what had
   * arrived is handed out; after any other error it may be called again.
   */
  receive(options?: { readonly signal?: AbortSignal | undefined }): Promise<readonly string[]>

  /** Encrypts `data` into a new file. The bytes are copied before the call returns. */
  writeFile(path: string, data: Uint8Array, options?: CallOptions): Promise<CryptoFileArgs>

  /** Decrypts a file into memory. */
  readFile(path: string, crypto: CryptoFileArgs, options?: CallOptions): Promise<Uint8Array>

  /** Encrypts the file `from` into the file `to`. */
  encryptFile(from: string, to: string, options?: CallOptions): Promise<CryptoFileArgs>

  /** Decrypts the file `from` into the file `to`. */
  decryptFile(
    from: string,
    crypto: CryptoFileArgs,
    to: string,
    options?: CallOptions,
  ): Promise<void>

  /**
   * Refuses new calls, waits for those under way, stops receiving and closes the database. May be
   * called again; every call resolves when the first one is done.
   *
   * @param options.timeoutMs how long to wait for calls under way, and then for the database;
   *   10,000 when absent. Calls that are not done by then reject with a `ClosedError`.
   */
  close(options?: { readonly timeoutMs?: number | undefined }): Promise<void>
}
