import type { IncomingMessage } from "node:http"

/** A request's body is larger than what is accepted. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError"
}

/** @throws {TooLargeError} */
export async function bodyOf(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) throw new TooLargeError(`larger than ${maxBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
