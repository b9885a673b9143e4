import { type ChatApi, ChatCommandError } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { BotError } from "../errors.ts"

/** The bot's role in a group does not allow what it tries to do. */
export class PermissionError extends BotError {
  override readonly name = "PermissionError"
  /** The role of the bot in the group. */
  readonly role: T.GroupMemberRole

  constructor(verb: string, role: T.GroupMemberRole, details?: ErrorOptions) {
    super(`${verb}: the bot is ${role} in this group, which does not suffice`, details)
    this.role = role
  }
}

/**
 * A member of a group, and what the bot can do about it where its role allows.
 *
 * ```ts
 * bot.onMemberJoined(async ({ group, member }) => {
 *   if (/casino/i.test(member.name)) await member.remove()
 *   else await bot.send({ chatType: "group", chatId: group.groupId }, `Welcome, ${member.name}!`)
 * })
 * ```
 */
export class Member {
  readonly #api: ChatApi
  readonly #group: T.GroupInfo
  /** The member as the core reported it. */
  readonly info: T.GroupMember

  /** @internal */
  constructor(api: ChatApi, group: T.GroupInfo, info: T.GroupMember) {
    this.#api = api
    this.#group = group
    this.info = info
  }

  /** Stable id of the membership in this database. */
  get id(): number {
    return this.info.groupMemberId
  }

  /** What this device shows as the name. Not an identity. */
  get name(): string {
    return this.info.localDisplayName
  }

  get role(): T.GroupMemberRole {
    return this.info.memberRole
  }

  /**
   * Blocks the member for everyone: its messages are hidden. The bot must be a moderator or above.
   *
   * @throws {PermissionError}
   */
  async block(): Promise<void> {
    await this.#allowed("block", this.#api.apiBlockMembersForAll(this.#groupId, [this.id], true))
  }

  /**
   * Lifts the block.
   *
   * @throws {PermissionError}
   */
  async unblock(): Promise<void> {
    await this.#allowed("unblock", this.#api.apiBlockMembersForAll(this.#groupId, [this.id], false))
  }

  /**
   * Removes the member from the group. The bot must be an admin or above.
   *
   * @param options.withMessages whether its messages are deleted, too; false when absent
   * @throws {PermissionError}
   */
  async remove(options: { readonly withMessages?: boolean | undefined } = {}): Promise<void> {
    await this.#allowed("remove", this.#api.apiRemoveMembers(this.#groupId, [this.id], options))
  }

  /**
   * Changes the role of the member. The bot must be an admin or above.
   *
   * @throws {PermissionError}
   */
  async setRole(role: T.GroupMemberRole): Promise<void> {
    await this.#allowed("setRole", this.#api.apiSetMembersRole(this.#groupId, [this.id], role))
  }

  get #groupId(): number {
    return this.#group.groupId
  }

  async #allowed(verb: string, work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!(error instanceof ChatCommandError) || error.code !== "groupUserRole") throw error
      throw new PermissionError(verb, this.#group.membership.memberRole, { cause: error })
    }
  }
}
