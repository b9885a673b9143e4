import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

/** Private notes, which only the user sees. */
export abstract class NoteCommands extends CommandSet {
  /**
   * Writes private notes.
   *
   * @param noteFolderId `noteFolder.noteFolderId` of the local chat
   * @param messages without mentions, which the core refuses
   * @throws {ChatCommandError} `commandError`
   *
   * @example
   * ```ts
   * const note = { msgContent: { type: "text", text: "buy milk" }, mentions: {} } as const
   * await api.apiCreateNotes(noteFolderId, [note])
   * ```
   */
  async apiCreateNotes(
    noteFolderId: number,
    messages: OneOrMore<T.ComposedMessage>,
    options?: CallOptions,
  ): Promise<T.AChatItem[]> {
    const answer = await this.send(
      CC.APICreateChatItems,
      { noteFolderId, composedMessages: messages },
      options,
    )
    return answer.chatItems
  }
}
