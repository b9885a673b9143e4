/** The network's file servers: bytes by an id that only the recipients get. */
export class FileServer {
  readonly #files = new Map<string, () => Uint8Array | undefined>()

  upload(id: string, bytes: Uint8Array): void {
    this.#files.set(id, () => bytes)
  }

  /** What was uploaded in another process: read where it was sent from once it is wanted. */
  offer(id: string, read: () => Uint8Array | undefined): void {
    if (!this.#files.has(id)) this.#files.set(id, read)
  }

  download(id: string): Uint8Array | undefined {
    return this.#files.get(id)?.()
  }

  has(id: string): boolean {
    return this.#files.has(id)
  }

  delete(id: string): void {
    this.#files.delete(id)
  }
}
