import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"
import { incognitoKinds, type IncognitoOptions } from "./groups.ts"

/** Public groups, whose messages go through chat relays. */
export abstract class PublicGroupCommands extends CommandSet {
  /**
   * Creates a public group. The events `groupRelayUpdated` and `groupLinkDataUpdated` tell how its
   * relays get on. Waits for the network.
   *
   * @param relayIds values of `chatRelayId`: relays that the user has configured
   * @returns `publicGroupCreated` with the group and its link, or `publicGroupCreationFailed` with
   *   what went wrong at each relay: look at `type`
   * @throws {ChatCommandError} `userChatRelayNotFound`
   *
   * @example
   * ```ts
   * const created = await api.apiNewPublicGroup(user.userId, [1], { displayName: "news", fullName: "" })
   * if (created.type === "publicGroupCreationFailed") throw new Error("no relay took the group")
   * ```
   */
  async apiNewPublicGroup(
    userId: number,
    relayIds: OneOrMore<number>,
    groupProfile: T.GroupProfile,
    options: IncognitoOptions = {},
  ): Promise<CR.PublicGroupCreated | CR.PublicGroupCreationFailed> {
    const { incognito = false, ...call } = knownOptions(options, incognitoKinds)
    const params = { userId, incognito, relayIds, groupProfile }
    return this.send(CC.APINewPublicGroup, params, call)
  }

  /**
   * Lists the chat relays of a public group with their status.
   *
   * @throws {ChatCommandError} `groupNotFound`
   */
  async apiGetGroupRelays(groupId: number, options?: CallOptions): Promise<T.GroupRelay[]> {
    const answer = await this.send(CC.APIGetGroupRelays, { groupId }, options)
    return answer.groupRelays
  }

  /**
   * Adds chat relays to a public group. The user must be an owner. Waits for the network.
   *
   * @param relayIds values of `chatRelayId`: relays that the user has configured
   * @returns `groupRelaysAdded`, or `groupRelaysAddFailed` with what went wrong at each relay: look
   *   at `type`
   * @throws {ChatCommandError} `groupUserRole`, `userChatRelayNotFound`
   */
  apiAddGroupRelays(
    groupId: number,
    relayIds: OneOrMore<number>,
    options?: CallOptions,
  ): Promise<CR.GroupRelaysAdded | CR.GroupRelaysAddFailed> {
    return this.send(CC.APIAddGroupRelays, { groupId, relayIds }, options)
  }

  /**
   * Lets the user, who is a chat relay, serve a channel again that it left or rejected. The owner of
   * the channel then has to remove the relay and add it again.
   *
   * @throws {ChatCommandError} `groupNotFound`
   */
  async apiAllowRelayGroup(groupId: number, options?: CallOptions): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APIAllowRelayGroup, { groupId }, options)
    return answer.groupInfo
  }
}
