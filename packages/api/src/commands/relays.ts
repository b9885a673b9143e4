import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

/** Chat relays, which serve channels. */
export abstract class RelayCommands extends CommandSet {
  /**
   * Lists the chat relays of the active user by their operator.
   *
   * @returns operators with their `chatRelays`; the lists of servers are empty
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const [{ chatRelays }] = await api.apiGetChatRelays()
   * ```
   */
  async apiGetChatRelays(options?: CallOptions): Promise<T.UserOperatorServers[]> {
    const answer = await this.send(CC.GetUserChatRelays, {}, options)
    return answer.userServers
  }

  /**
   * Replaces the chat relays of the active user.
   *
   * @param relays the name and the address of each
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetChatRelays([{ name: "mine", address: link }])
   * ```
   */
  async apiSetChatRelays(relays: OneOrMore<T.CLINewRelay>, options?: CallOptions): Promise<void> {
    await this.send(CC.SetUserChatRelays, { relays }, options)
  }

  /**
   * Tests a chat relay by asking it. Waits for the network, 40 seconds at most.
   *
   * @returns the profile of the relay, or what failed
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { relayTestFailure } = await api.apiTestChatRelay(user.userId, link)
   * ```
   */
  async apiTestChatRelay(
    userId: number,
    address: string,
    options?: CallOptions,
  ): Promise<CR.ChatRelayTestResult> {
    const answer = await this.send(CC.APITestChatRelay, { userId, address }, options)
    return answer
  }
}
