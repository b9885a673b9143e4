import type { T } from "@simplex-chat/types"
import { expect } from "../expect.ts"
import type { GroupConversation, Role } from "../person.ts"
import { Chat } from "./chat.ts"

/** A group as one of its members sees it. */
export class GroupChat extends Chat implements GroupConversation {
  #link: string | undefined

  async link(): Promise<string> {
    const { api } = this.person
    this.#link ??= await api.apiCreateGroupLink(this.target.chatId, "member")
    return this.#link
  }

  async invite(name: string, role: Role = "member"): Promise<void> {
    const { api, userId } = this.person
    const contacts = await api.apiListContacts(userId)
    const contact = contacts.find(({ profile }) => profile.displayName === name)
    expect(contact !== undefined, `${name} is a contact`)
    await api.apiAddMember(this.target.chatId, contact.contactId, role)
  }

  async seesMember(name: string): Promise<void> {
    const { view } = this.person
    await view.until(`no member ${name} in ${this.ref}`, () => {
      return view.events.find((event) => {
        if (event.type !== "joinedGroupMember" && event.type !== "connectedToGroupMember") return
        const { groupInfo, member } = event
        return groupInfo.groupId === this.target.chatId && member.memberProfile.displayName === name
      })
    })
  }

  /** The member of this name; a name that others have, too, is that of the first. */
  async member(name: string): Promise<T.GroupMember> {
    const members = await this.person.api.apiListMembers(this.target.chatId)
    const member = members.find(({ memberProfile }) => memberProfile.displayName === name)
    expect(member !== undefined, `${name} is a member of ${this.ref}`)
    return member
  }

  async setRole(name: string, role: Role): Promise<void> {
    const { groupMemberId } = await this.member(name)
    await this.person.api.apiSetMembersRole(this.target.chatId, [groupMemberId], role)
  }

  async whisper(name: string, text: string): Promise<Chat> {
    const { api } = this.person
    const { groupMemberId } = await this.member(name)
    const { contactId } = await api.apiCreateMemberContact(this.target.chatId, groupMemberId)
    await api.apiSendMemberContactInvitation(contactId, { type: "text", text })
    return new Chat(this.person, { chatType: "direct", chatId: contactId })
  }
}
