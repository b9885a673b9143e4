import type { T } from "@simplex-chat/types"
import { checkName, checkObject, checkText } from "../checks.ts"
import { checkLine } from "./checks.ts"
import { CommandFailedError } from "./conversation-errors.ts"
import { Talking } from "./talking.ts"

/** What people do in groups. */
export abstract class Grouping extends Talking {
  /**
   * Makes a group, and speaks there from now on.
   *
   * @returns its chat: `#1`
   */
  async createGroup(displayName: string, profile: Partial<T.GroupProfile> = {}): Promise<string> {
    checkName(displayName)
    checkObject(profile, "profile")
    const json = JSON.stringify({ displayName, fullName: "", ...profile })
    const { groupInfo } = await this.command(`/_group ${this.userId} ${json}`, "groupCreated")
    this.in(`#${groupInfo.groupId}`)
    return this.chat
  }

  /**
   * Makes a channel, with a relay of the network, and speaks there as the channel from now on. Others
   * subscribe with `joinGroup(await owner.groupLink())`.
   *
   * @returns its chat: `#1`
   */
  async createChannel(displayName: string, profile: Partial<T.GroupProfile> = {}): Promise<string> {
    checkName(displayName)
    checkObject(profile, "profile")
    const json = JSON.stringify({ displayName, fullName: "", ...profile })
    const relay = await this.#relay()
    const { groupInfo } = await this.command(
      `/_public group ${this.userId} ${relay} ${json}`,
      "publicGroupCreated",
    )
    await this.network.idle()
    this.in(`#${groupInfo.groupId}`)
    this.channels.add(this.chat)
    return this.chat
  }

  /** A link to the group that the person speaks in, made when there is none. */
  async groupLink(role: "member" | "observer" = "member"): Promise<string> {
    checkName(role, "role")
    const existing = await this.#existingLink()
    const { groupLink } =
      existing ?? (await this.command(`/_create link ${this.chat} ${role}`, "groupLinkCreated"))
    const { connShortLink, connFullLink } = groupLink.connLinkContact
    return connShortLink ?? connFullLink
  }

  /** Invites a contact of this name into the group that the person speaks in. */
  async invite(name: string, role: "member" | "admin" | "observer" = "member"): Promise<void> {
    checkName(name)
    checkName(role, "role")
    const { contacts } = await this.command(`/_contacts ${this.userId}`, "contactsList")
    const contact = contacts.find(({ localDisplayName }) => localDisplayName === name)
    if (contact === undefined) throw this.failure(`${this.name} has no contact ${name}`)
    await this.command(`/_add ${this.chat} ${contact.contactId} ${role}`, "sentGroupInvitation")
    await this.network.idle()
  }

  /** Accepts the invitation to the group of this name, and speaks there from now on. */
  async accept(groupName: string): Promise<void> {
    checkName(groupName)
    const { groups } = await this.command(`/_groups ${this.userId}`, "groupsList")
    const group = groups.find((one) => one.localDisplayName === groupName)
    if (group === undefined) throw this.failure(`${this.name} is not invited to ${groupName}`)
    await this.command(`/_join #${group.groupId}`, "userAcceptedGroupSent")
    await this.network.idle()
    this.in(`#${group.groupId}`)
  }

  /** The members of the group that the person speaks in, by name, with their ids. */
  async members(): Promise<ReadonlyMap<string, T.GroupMember>> {
    const { group } = await this.command(`/_members ${this.chat}`, "groupMembers")
    return new Map(group.members.map((member) => [member.localDisplayName, member]))
  }

  /** Blocks a member for everyone, as a moderator may; `blocked: false` takes it back. */
  async block(name: string, blocked = true): Promise<void> {
    const id = await this.#idOf(name)
    const text = `/_block ${this.chat} ${id} blocked=${blocked ? "on" : "off"}`
    await this.command(text, "membersBlockedForAllUser")
    await this.network.idle()
  }

  /** Deletes a message of someone else for everyone, as a moderator may: the last one heard, or the given one. */
  async moderate(line = this.lastHeard()): Promise<void> {
    checkLine(line)
    const text = `/_delete member item ${line.chat} ${line.itemId}`
    const { chatItemDeletions } = await this.command(text, "chatItemsDeleted")
    for (const deletion of chatItemDeletions) this.view.deleted(deletion)
    await this.network.idle()
  }

  /** Removes a member, as a moderator may. */
  async remove(name: string): Promise<void> {
    await this.command(`/_remove ${this.chat} ${await this.#idOf(name)}`, "userDeletedMembers")
    await this.network.idle()
  }

  /** Changes the role of a member, as an owner may. */
  async setRole(
    name: string,
    role: "observer" | "member" | "moderator" | "admin" | "owner",
  ): Promise<void> {
    checkName(role, "role")
    const id = await this.#idOf(name)
    await this.command(`/_member role ${this.chat} ${id} ${role}`, "membersRoleUser")
    await this.network.idle()
  }

  /** Reports the message that was heard last, or the given one, to the moderators. */
  async report(reason: T.ReportReason, text = "", line = this.lastHeard()): Promise<void> {
    checkName(reason, "reason")
    checkText(text)
    checkLine(line)
    const command = `/_report ${line.chat} ${line.itemId} reason=${reason} ${text}`.trimEnd()
    const { chatItems } = await this.command(command, "newChatItems")
    for (const item of chatItems) this.view.add(item)
    await this.network.idle()
  }

  /** Leaves the group that the person speaks in. */
  async leave(): Promise<void> {
    await this.command(`/_leave ${this.chat}`, "leftMemberUser")
    await this.network.idle()
  }

  /** @internal */
  protected override async idsOf(names: readonly string[]): Promise<Record<string, number>> {
    const members = await this.members()
    return Object.fromEntries(
      names.map((name) => {
        const member = members.get(name)
        if (member !== undefined) return [name, member.groupMemberId]
        throw this.failure(`${this.name} sees no member ${name} in ${this.chat}`)
      }),
    )
  }

  async #idOf(name: string): Promise<number> {
    checkName(name)
    return (await this.idsOf([name]))[name] as number
  }

  /** The id of the network's relay among those of the person, who learns of it. */
  async #relay(): Promise<number> {
    const address = await this.network.relay()
    const known = async () => {
      const { userServers } = await this.command("/relays", "userServers")
      const relays = userServers.flatMap(({ chatRelays }) => chatRelays)
      return relays.find((relay) => relay.address === address)?.chatRelayId
    }
    const id = await known()
    if (id !== undefined) return id
    await this.command(`/relays name=relay ${address}`, "cmdOk")
    return (await known()) as number
  }

  async #existingLink() {
    try {
      return await this.command(`/_get link ${this.chat}`, "groupLink")
    } catch (error) {
      if (error instanceof CommandFailedError) return undefined
      throw error
    }
  }
}
