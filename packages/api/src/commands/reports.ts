import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

export interface ReportOptions extends CallOptions {
  /** What the reporter adds for the moderators; nothing when absent. */
  readonly text?: string | undefined
}

/** Reports of messages to the moderators of a group. */
export abstract class ReportCommands extends CommandSet {
  /**
   * Reports a message of a member to the moderators of its group.
   *
   * @param reason `spam`, `content`, `community`, `profile` or `other`
   * @returns the report, an item of the user's support chat
   * @throws {ChatCommandError} `chatItemNotFound`
   *
   * @example
   * ```ts
   * await api.apiReportMessage(groupId, itemId, "spam", { text: "the third time today" })
   * ```
   */
  async apiReportMessage(
    groupId: number,
    chatItemId: number,
    reason: T.ReportReason,
    options: ReportOptions = {},
  ): Promise<T.AChatItem[]> {
    const { text: reportText, ...call } = knownOptions(options, { text: "text" })
    const params = { groupId, chatItemId, reportReason: reason, reportText }
    const answer = await this.send(CC.APIReportMessage, params, call)
    return answer.chatItems
  }

  /**
   * Archives all received reports of a group, for a moderator who has handled them.
   *
   * @returns the ids of the archived items
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * await api.apiArchiveReceivedReports(groupId)
   * ```
   */
  async apiArchiveReceivedReports(groupId: number, options?: CallOptions): Promise<number[]> {
    const answer = await this.send(CC.APIArchiveReceivedReports, { groupId }, options)
    return answer.chatItemIDs
  }

  /**
   * Deletes received reports of a group.
   *
   * @param deleteMode `broadcast`, `internal` or `internalMark`; the core refuses `history`
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * await api.apiDeleteReceivedReports(groupId, [reportId], "internal")
   * ```
   */
  async apiDeleteReceivedReports(
    groupId: number,
    chatItemIds: OneOrMore<number>,
    deleteMode: T.CIDeleteMode,
    options?: CallOptions,
  ): Promise<T.ChatItemDeletion[]> {
    const answer = await this.send(
      CC.APIDeleteReceivedReports,
      { groupId, chatItemIds, deleteMode },
      options,
    )
    return answer.chatItemDeletions
  }
}
