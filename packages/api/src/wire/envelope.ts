/** What the core says: an object with a tag. Everything beside the tag is unknown. */
export interface Tagged {
  readonly type: string
  readonly [field: string]: unknown
}

/** An answer or an event, out of its envelope. */
export type Said =
  | { readonly result: Tagged; readonly error?: never }
  | { readonly error: Tagged; readonly result?: never }

/** A text from the core that is neither a result nor an error. It is not part of the message. */
export class EnvelopeError extends Error {
  override readonly name = "EnvelopeError"
}

/**
 * Reads `{"result":{"type":...}}` or `{"error":{"type":...}}`; other fields, such as
 * `remoteHostId`, are ignored.
 *
 * @throws {EnvelopeError} when the text is anything else
 */
export function readEnvelope(text: string): Said {
  const said = parse(text)
  if (isObject(said)) {
    if (isTagged(said["result"])) return { result: said["result"] }
    if (isTagged(said["error"])) return { error: said["error"] }
  }
  throw new EnvelopeError(`is JSON without a tagged result or error (${text.length} characters)`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // The parser's own message quotes the text, which can be a private message.
    throw new EnvelopeError(text === "" ? "is empty" : `is not JSON (${text.length} characters)`)
  }
}

/** Whether it is an object that names its own kind. */
export function isTagged(value: unknown): value is Tagged {
  return isObject(value) && typeof value["type"] === "string"
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
