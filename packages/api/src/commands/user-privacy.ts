import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** Hidden and muted users. */
export abstract class UserPrivacyCommands extends CommandSet {
  /**
   * Hides a user behind a password. One user has to stay visible.
   *
   * @param viewPwd the password to see and select the user with
   * @throws {ChatCommandError} `cantHideLastUser`, `userAlreadyHidden`, `emptyUserPassword`
   *
   * @example
   * ```ts
   * await api.apiHideUser(user.userId, password)
   * ```
   */
  async apiHideUser(userId: number, viewPwd: string, options?: CallOptions): Promise<T.User> {
    const answer = await this.send(CC.APIHideUser, { userId, viewPwd }, options)
    return answer.updatedUser
  }

  /**
   * Shows a hidden user again.
   *
   * @throws {ChatCommandError} `userNotHidden`, `userUnknown`
   *
   * @example
   * ```ts
   * await api.apiUnhideUser(user.userId, password)
   * ```
   */
  async apiUnhideUser(userId: number, viewPwd: string, options?: CallOptions): Promise<T.User> {
    const answer = await this.send(CC.APIUnhideUser, { userId, viewPwd }, options)
    return answer.updatedUser
  }

  /**
   * Turns the notifications of a user off.
   *
   * @throws {ChatCommandError} `userUnknown`
   *
   * @example
   * ```ts
   * await api.apiMuteUser(user.userId)
   * ```
   */
  async apiMuteUser(userId: number, options?: CallOptions): Promise<T.User> {
    const answer = await this.send(CC.APIMuteUser, { userId }, options)
    return answer.updatedUser
  }

  /**
   * Turns the notifications of a user on.
   *
   * @throws {ChatCommandError} `userUnknown`, `hiddenUserAlwaysMuted`
   *
   * @example
   * ```ts
   * await api.apiUnmuteUser(user.userId)
   * ```
   */
  async apiUnmuteUser(userId: number, options?: CallOptions): Promise<T.User> {
    const answer = await this.send(CC.APIUnmuteUser, { userId }, options)
    return answer.updatedUser
  }
}
