import type { CR } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** The version and the state of the core. */
export abstract class CoreStateCommands extends CommandSet {
  /**
   * Reads the version of the core, and which migrations its databases have. `coreVersion` has the
   * version after `startChat`.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { versionInfo } = await api.apiGetVersion()
   * console.log(versionInfo.version)
   * ```
   */
  async apiGetVersion(options?: CallOptions): Promise<CR.VersionInfo> {
    const answer = await this.send(CC.ShowVersion, {}, options)
    return answer
  }

  /**
   * Finds out whether the chat is started.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * if (!(await api.apiCheckChatRunning())) await api.startChat()
   * ```
   */
  async apiCheckChatRunning(options?: CallOptions): Promise<boolean> {
    const answer = await this.send(CC.CheckChatRunning, {}, options)
    return answer.type === "chatRunning"
  }

  /**
   * Wakes the chat after it was suspended.
   *
   * @param restoreChat whether to go on with files and timers, too
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiActivateChat()
   * ```
   */
  async apiActivateChat(restoreChat = true, options?: CallOptions): Promise<void> {
    await this.send(CC.APIActivateChat, { restoreChat }, options)
  }

  /**
   * Suspends the chat; the event `chatSuspended` follows. Commands that need the network wait until
   * `apiActivateChat`.
   *
   * @param timeoutUs microseconds for what is in flight
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSuspendChat(1_000_000)
   * ```
   */
  async apiSuspendChat(timeoutUs: number, options?: CallOptions): Promise<void> {
    await this.send(CC.APISuspendChat, { suspendTimeout: timeoutUs }, options)
  }
}
