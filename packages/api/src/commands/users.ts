import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { undefinedWhen } from "../sending/undefined-when.ts"
import { CommandSet } from "./command-set.ts"

export interface CreateUserOptions extends CallOptions {
  /** Whether the user's records are dated a couple of days back; false when absent. */
  readonly pastTimestamp?: boolean | undefined
  /** Whether the user serves as a chat relay; false when absent. */
  readonly userChatRelay?: boolean | undefined
  /** Whether the core subscribes to all connections of the user at once; false when absent. */
  readonly clientService?: boolean | undefined
}

/** The users of the database, one of whom is active. */
export abstract class UserCommands extends CommandSet {
  /**
   * Reads the active user.
   *
   * @returns undefined when there is no user yet
   * @throws {ChatCommandError}
   */
  apiGetActiveUser(options?: CallOptions): Promise<T.User | undefined> {
    const user = this.send(CC.ShowActiveUser, {}, options).then((answer) => answer.user)
    return undefinedWhen("noActiveUser", user)
  }

  /**
   * Creates a user and makes it the active one.
   *
   * @param profile a random one when absent
   * @throws {ChatCommandError} `userExists` when there is a user of this name
   *
   * @example
   * ```ts
   * const user =
   *   (await api.apiGetActiveUser()) ??
   *   (await api.apiCreateActiveUser({ displayName: "squire", fullName: "", peerType: "bot" }))
   * ```
   */
  async apiCreateActiveUser(profile?: T.Profile, options: CreateUserOptions = {}): Promise<T.User> {
    const kinds = { pastTimestamp: "flag", userChatRelay: "flag", clientService: "flag" } as const
    const chosen = knownOptions(options, kinds)
    const { pastTimestamp = false, userChatRelay = false, clientService = false, ...call } = chosen
    const newUser = { profile, pastTimestamp, userChatRelay, clientService }
    const answer = await this.send(CC.CreateActiveUser, { newUser }, call)
    return answer.user
  }

  /**
   * Lists the users with their unread counts.
   *
   * @throws {ChatCommandError} `dBException` once the database is closed
   */
  async apiListUsers(options?: CallOptions): Promise<T.UserInfo[]> {
    const answer = await this.send(CC.ListUsers, {}, options)
    return answer.users
  }

  /**
   * Makes another user the active one, for all who use this core. To act for several users side by
   * side, use `forUser` instead.
   *
   * @param viewPwd the password of a hidden user
   * @throws {ChatCommandError} `userUnknown`
   */
  async apiSetActiveUser(userId: number, viewPwd?: string, options?: CallOptions): Promise<T.User> {
    const answer = await this.send(CC.APISetActiveUser, { userId, viewPwd }, options)
    return answer.user
  }

  /**
   * Deletes a user with its contacts, groups and messages.
   *
   * @param delSMPQueues whether its message queues are deleted from the servers, too
   * @param viewPwd the password of a hidden user
   * @throws {ChatCommandError} `cantDeleteActiveUser`, `userUnknown`
   */
  async apiDeleteUser(
    userId: number,
    delSMPQueues: boolean,
    viewPwd?: string,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APIDeleteUser, { userId, delSMPQueues, viewPwd }, options)
  }

  /**
   * Changes the profile of a user, who must be the active one, and sends it to the contacts.
   *
   * @param profile the whole profile: what it leaves out is gone
   * @returns how the change reached the contacts; undefined when nothing differs
   * @throws {ChatCommandError} `differentActiveUser`, `invalidDisplayName`
   */
  async apiUpdateProfile(
    userId: number,
    profile: T.Profile,
    options?: CallOptions,
  ): Promise<T.UserProfileUpdateSummary | undefined> {
    const answer = await this.send(CC.APIUpdateProfile, { userId, profile }, options)
    return answer.type === "userProfileUpdated" ? answer.updateSummary : undefined
  }

  /**
   * Sets whether the user accepts direct chats that members of its groups offer.
   *
   * @throws {ChatCommandError} `userUnknown`
   */
  async apiSetAutoAcceptMemberContacts(
    userId: number,
    onOff: boolean,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetUserAutoAcceptMemberContacts, { userId, onOff }, options)
  }
}
