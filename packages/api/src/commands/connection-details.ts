import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** What is known of contacts, groups and members, and of their connections. */
export abstract class ConnectionDetailsCommands extends CommandSet {
  /**
   * Reads a contact, the servers and the state of its connection, and the profile that it sees.
   *
   * @returns the contact; `connectionStats_` once it is connected
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * const { contact, connectionStats_ } = await api.apiContactInfo(contactId)
   * ```
   */
  async apiContactInfo(contactId: number, options?: CallOptions): Promise<CR.ContactInfo> {
    const answer = await this.send(CC.APIContactInfo, { contactId }, options)
    return answer
  }

  /**
   * Reads a group.
   *
   * @throws {ChatCommandError} `groupNotFound`
   *
   * @example
   * ```ts
   * const { membership } = await api.apiGroupInfo(groupId)
   * ```
   */
  async apiGroupInfo(groupId: number, options?: CallOptions): Promise<T.GroupInfo> {
    const answer = await this.send(CC.APIGroupInfo, { groupId }, options)
    return answer.groupInfo
  }

  /**
   * Reads a member, and the servers and the state of its connection.
   *
   * @throws {ChatCommandError} `groupNotFound`, `groupMemberNotFound`
   *
   * @example
   * ```ts
   * const { member } = await api.apiGroupMemberInfo(groupId, groupMemberId)
   * ```
   */
  async apiGroupMemberInfo(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<CR.GroupMemberInfo> {
    const answer = await this.send(CC.APIGroupMemberInfo, { groupId, groupMemberId }, options)
    return answer
  }

  /**
   * Asks the server about the queue in which messages of a contact arrive. Waits for the network.
   *
   * @throws {ChatCommandError} `contactNotFound`
   *
   * @example
   * ```ts
   * const { queueInfo } = await api.apiContactQueueInfo(contactId)
   * ```
   */
  async apiContactQueueInfo(contactId: number, options?: CallOptions): Promise<CR.QueueInfo> {
    const answer = await this.send(CC.APIContactQueueInfo, { contactId }, options)
    return answer
  }

  /**
   * Asks the server about the queue in which messages of a member arrive. Waits for the network.
   *
   * @throws {ChatCommandError} `groupMemberNotFound`
   *
   * @example
   * ```ts
   * const { queueInfo } = await api.apiGroupMemberQueueInfo(groupId, groupMemberId)
   * ```
   */
  async apiGroupMemberQueueInfo(
    groupId: number,
    groupMemberId: number,
    options?: CallOptions,
  ): Promise<CR.QueueInfo> {
    const answer = await this.send(CC.APIGroupMemberQueueInfo, { groupId, groupMemberId }, options)
    return answer
  }
}
