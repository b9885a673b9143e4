/** The network's file servers: bytes by an id that only the recipients get. */
export class FileServer {
  readonly #files = new Map<string, Uint8Array>()

  upload(id: string, bytes: Uint8Array): void {
    this.#files.set(id, bytes)
  }

  download(id: string): Uint8Array | undefined {
    return this.#files.get(id)
  }

  delete(id: string): void {
    this.#files.delete(id)
  }
}
