import { RecentMap } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { isReceivedMessage } from "../messages/kinds.ts"
import { isLive } from "./live-messages.ts"
import { crypto } from "../crypto.ts"

/** How many messages are remembered. */
const remembered = 10_000

/** Distinguishes edits of messages from other changes of items. */
export class Edits {
  /** Messages that no command handler took: an edit can still correct them into a command. */
  readonly #uncommanded = new RecentMap<number, true>(remembered)
  /** What the last edit of a message said, as a hash. */
  readonly #seen = new RecentMap<number, string>(remembered)

  /** Whether an item that has changed was edited by its sender: files and reactions change it, too. */
  isEdit(item: T.AChatItem): boolean {
    const { meta } = item.chatItem
    if (!isReceivedMessage(item) || !meta.itemEdited || meta.itemDeleted !== undefined) return false
    if (isLive(item)) return false
    const said = hashOf(item)
    if (this.#seen.get(meta.itemId) === said) return false
    this.#seen.set(meta.itemId, said)
    return true
  }

  /** A message was handled; an edit of it can be a command unless it was one. */
  handled(itemId: number, byCommand: boolean): void {
    if (!byCommand) this.#uncommanded.set(itemId, true)
  }

  /** Whether an edit of this message into a command would be handled as one. */
  canCorrect(itemId: number): boolean {
    return this.#uncommanded.get(itemId) === true
  }

  /** Whether an edit into a command is to be handled as one. Once for each message. */
  takeCorrection(itemId: number): boolean {
    return this.#uncommanded.delete(itemId)
  }
}

const hashOf = ({ chatItem: { content } }: T.AChatItem): string =>
  crypto().createHash("sha1").update(JSON.stringify(content)).digest("base64")
