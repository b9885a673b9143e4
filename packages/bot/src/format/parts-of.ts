import type { T } from "@simplex-chat/types"
import { ConfigurationError } from "../errors.ts"
import type { Message } from "../messages/message.ts"

/** A piece of a text as apps show it. */
export interface Part {
  /** Without the marks around it, and without what `escape` puts in. */
  readonly text: string
  /** Undefined where it has none. */
  readonly format: T.Format | undefined
}

/**
 * Reads the markup of a message: its parts, in order, as the core has read them.
 *
 * @throws {ConfigurationError} when it is no message
 *
 * @example
 * ```ts
 * const links = partsOf(message).filter(({ format }) => format?.type === "uri")
 * ```
 */
export function partsOf(message: Message): readonly Part[] {
  const { item, text } = ((message as Message | null) ?? {}) as Message
  if ((item as T.AChatItem | undefined)?.chatItem === undefined)
    throw new ConfigurationError("partsOf", "takes a message: partsOf(message)")
  const parts: readonly T.FormattedText[] = item.chatItem.formattedText ?? [{ text }]
  return parts.map(({ text, format }) => ({ text: text.replaceAll("\u2060", ""), format }))
}
