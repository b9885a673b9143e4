import type { Network, Person as TestingPerson } from "@simplex-chat/testing"
import type { GroupConversation, GroupOptions, Person, Role } from "../person.ts"
import { eventually, KitConversation, type KitHome } from "./kit-conversation.ts"

/** A person of `@simplex-chat/testing`, as authors of bots have them in their tests. */
export class KitPerson implements Person {
  readonly name: string
  readonly #kit: TestingPerson
  readonly #home: KitHome

  private constructor(kit: TestingPerson, home: KitHome) {
    this.name = kit.name
    this.#kit = kit
    this.#home = home
  }

  /** Brings a person of this name onto the network. */
  static async on(network: Network, name: string, home: KitHome): Promise<KitPerson> {
    const kit = await network.person(name)
    const { filesFolder } = home
    const folders = {
      appFilesFolder: filesFolder,
      appTempFolder: filesFolder,
      appAssetsFolder: filesFolder,
    }
    await kit.command(`/set file paths ${JSON.stringify(folders)}`, "cmdOk")
    return new KitPerson(kit, home)
  }

  async connect(link: string): Promise<KitConversation> {
    const before = new Set((await this.#contacts()).map(({ contactId }) => contactId))
    await this.#kit.connectTo(link, { timeoutMs: this.#home.timeoutMs })
    const contacts = await this.#contacts()
    const contact = contacts.find(({ contactId }) => !before.has(contactId)) ?? contacts.at(-1)
    return this.#chat(`@${contact?.contactId ?? 0}`)
  }

  address(): Promise<string> {
    return this.#kit.address()
  }

  friend(name: string): Promise<KitConversation> {
    return eventually(this.#kit, this.#home, `no contact ${name}`, async () => {
      const contact = (await this.#contacts()).find(({ profile, activeConn }) => {
        return profile.displayName === name && activeConn?.connStatus.type === "ready"
      })
      return contact === undefined ? undefined : this.#chat(`@${contact.contactId}`)
    })
  }

  async createGroup(name: string, options: GroupOptions = {}): Promise<GroupConversation> {
    const { history = false, directMessages = false } = options
    const set = (isOn: boolean) => ({ enable: isOn ? ("on" as const) : ("off" as const) })
    const groupPreferences = { history: set(history), directMessages: set(directMessages) }
    return this.#group(await this.#kit.createGroup(name, { groupPreferences }))
  }

  async joinGroup(link: string, name: string): Promise<GroupConversation> {
    await this.#kit.joinGroup(link, { timeoutMs: this.#home.timeoutMs })
    return eventually(this.#kit, this.#home, `no group ${name}`, async () => {
      const { groups } = await this.#kit.command("/_groups 1", "groupsList")
      const group = groups.find(({ groupProfile, membership }) => {
        return groupProfile.displayName === name && membership.memberStatus === "connected"
      })
      return group === undefined ? undefined : this.#group(`#${group.groupId}`)
    })
  }

  async deleteContact(chat: KitConversation): Promise<void> {
    await this.#kit.command(`/_delete ${chat.ref} full notify=on`, "contactDeleted")
  }

  async #contacts() {
    return (await this.#kit.command("/_contacts 1", "contactsList")).contacts
  }

  #chat(ref: string): KitConversation {
    return new KitConversation(this.#kit, ref, this.#home)
  }

  #group(ref: string): KitGroup {
    return new KitGroup(this.#kit, ref, this.#home)
  }
}

/** A group as a person of the test kit sees it. */
class KitGroup extends KitConversation implements GroupConversation {
  #link: string | undefined

  async link(): Promise<string> {
    this.#link ??= await this.#here.groupLink()
    return this.#link
  }

  invite(name: string, role: Role = "member"): Promise<void> {
    if (role === "moderator" || role === "owner")
      throw new RangeError(`the test kit cannot invite as ${role}: use setRole`)
    return this.#here.invite(name, role)
  }

  async seesMember(name: string): Promise<void> {
    await this.until(`no member ${name}`, async () => {
      const member = (await this.#here.members()).get(name)
      const { memberStatus = "unknown" } = member ?? {}
      return memberStatus === "connected" || memberStatus === "complete" ? member : undefined
    })
  }

  setRole(name: string, role: Role): Promise<void> {
    return this.#here.setRole(name, role)
  }

  async whisper(name: string, text: string): Promise<KitConversation> {
    const member = (await this.#here.members()).get(name)
    const groupMemberId = member?.groupMemberId ?? 0
    const create = `/_create member contact ${this.ref} ${groupMemberId}`
    const { contact } = await this.kit.command(create, "newMemberContact")
    const chat = `@${contact.contactId}`
    const content = JSON.stringify({ type: "text", text })
    const invite = `/_invite member contact ${chat} json ${content}`
    await this.kit.command(invite, "newMemberContactSentInv")
    return new KitConversation(this.kit, chat, this.home)
  }

  get #here() {
    return this.kit.in(this.ref)
  }
}
