/**
 * Between the WebSocket of SimpleX's command line and the envelope of the library. The command line
 * puts answers and events alike into `resp`; failures are a response of their own kind there.
 */

interface Tagged {
  readonly type: string
  readonly chatError?: unknown
}

/** A message of the command line, read. */
export type Message =
  | { readonly kind: "answer"; readonly corrId: string; readonly envelope: string }
  | { readonly kind: "event"; readonly envelope: string }

/**
 * Reads a message.
 *
 * @returns undefined for what is neither an answer nor an event
 */
export function parseMessage(text: string): Message | undefined {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(message)) return undefined
  const { corrId, resp, ...rest } = message
  // Some events come without `resp`, as the object itself.
  const said = isTagged(resp) ? resp : isTagged(rest) ? rest : undefined
  if (said === undefined) return undefined
  const envelope = JSON.stringify(enveloped(said))
  return typeof corrId === "string" || typeof corrId === "number"
    ? { kind: "answer", corrId: String(corrId), envelope }
    : { kind: "event", envelope }
}

/** A request for a command. */
export function request(corrId: string, cmd: string): string {
  return JSON.stringify({ corrId, cmd })
}

function enveloped(said: Tagged): object {
  const isError = said.type === "chatCmdError" || said.type === "chatError"
  return isError && said.chatError !== undefined ? { error: said.chatError } : { result: said }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isTagged(value: unknown): value is Tagged {
  return isObject(value) && typeof value["type"] === "string"
}
