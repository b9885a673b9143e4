import { type AnyEvent, ChatApi, type Core, type EventOf, type EventTag } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { Chat } from "./chat.ts"
import { GroupChat } from "./group-chat.ts"
import type { Home } from "./home.ts"
import type { GroupOptions, Person } from "../person.ts"
import { View } from "./view.ts"

/** What a new user is besides their name. */
export interface DrivenPersonOptions {
  /** A relay of channels instead of a person. */
  readonly userChatRelay?: boolean | undefined
  /** Whether the person uses the servers of the world for files; true when absent. */
  readonly ownServers?: boolean | undefined
}

/**
 * One user of a core, driven through `ChatApi` alone, so that the network in memory and a real core
 * run through the same code.
 */
export class DrivenPerson implements Person {
  readonly name: string
  readonly api: ChatApi
  readonly userId: number
  readonly view: View
  readonly home: Home

  private constructor(name: string, api: ChatApi, user: T.User, home: Home) {
    this.name = name
    this.api = api
    this.userId = user.userId
    this.home = home
    this.view = new View(name, home.timeoutMs)
    api.onAny((event) => this.view.hear(event))
  }

  /**
   * Takes a core: makes the user where there is none, sets folders and servers, and starts the chat.
   *
   * @throws {ChatCommandError} when the core refuses one of these
   */
  static async on(
    core: Core,
    name: string,
    home: Home,
    { ownServers = true, ...options }: DrivenPersonOptions = {},
  ): Promise<DrivenPerson> {
    const api = await ChatApi.init(core)
    const profile = { displayName: name, fullName: "" }
    const user = (await api.apiGetActiveUser()) ?? (await api.apiCreateActiveUser(profile, options))
    const { filesFolder, tempFolder } = home
    const folders = {
      appFilesFolder: filesFolder,
      appTempFolder: tempFolder,
      appAssetsFolder: filesFolder,
    }
    await api.sendChatCmd(`/set file paths ${JSON.stringify(folders)}`)
    const person = new DrivenPerson(name, api, user, home)
    await api.startChat()
    const { servers } = home
    // Without servers for files of one's own, those of others must be approved.
    if (servers !== undefined) await api.setServers(ownServers ? servers : { smp: servers.smp })
    return person
  }

  /**
   * The link of the person's address, made when there is none.
   *
   * @param settings what it has from now on; it accepts everyone when absent
   */
  async address(settings?: Partial<T.AddressSettings>): Promise<string> {
    const { api, userId } = this
    const known = await api.apiGetUserAddress(userId)
    const link = known?.connLinkContact ?? (await api.apiCreateUserAddress(userId))
    const wanted = {
      businessAddress: false,
      autoAccept: { acceptIncognito: false },
      ...settings,
    }
    await api.apiSetAddressSettings(userId, wanted)
    return link.connShortLink ?? link.connFullLink
  }

  /** A link that one other person can use. */
  oneTimeLink(): Promise<string> {
    return this.api.apiCreateLink(this.userId)
  }

  /** Opens a link, whatever kind it is of; the contact or the group comes later. */
  async open(link: string): Promise<void> {
    await this.api.apiConnectActiveUser(link)
  }

  /** Waits until the contact with this name is connected and can be written to. */
  async friend(name: string): Promise<Chat> {
    const { contact } = await this.hears("contactConnected", (event) => {
      return event.contact.profile.displayName === name
    })
    return new Chat(this, { chatType: "direct", chatId: contact.contactId })
  }

  async connect(link: string): Promise<Chat> {
    const { contactId } = await this.api.connectTo(link, { timeoutMs: this.home.timeoutMs })
    return new Chat(this, { chatType: "direct", chatId: contactId })
  }

  /** Creates a group that this person owns. */
  async group(displayName: string, profile: Partial<T.GroupProfile> = {}): Promise<GroupChat> {
    const group = await this.api.apiNewGroup(this.userId, { displayName, fullName: "", ...profile })
    return new GroupChat(this, { chatType: "group", chatId: group.groupId })
  }

  createGroup(name: string, options: GroupOptions = {}): Promise<GroupChat> {
    const { history = false, directMessages = false } = options
    const set = (isOn: boolean) => ({ enable: isOn ? ("on" as const) : ("off" as const) })
    const groupPreferences = { history: set(history), directMessages: set(directMessages) }
    return this.group(name, { groupPreferences })
  }

  async joinGroup(link: string, name: string): Promise<GroupChat> {
    await this.open(link)
    return this.member(name)
  }

  async deleteContact(chat: Chat): Promise<void> {
    await this.api.apiDeleteChat(chat.target, { type: "full", notify: true })
  }

  /** Accepts the invitation to the group of this name, and waits until the person is a member. */
  async joins(displayName: string): Promise<GroupChat> {
    const { groupInfo } = await this.hears("receivedGroupInvitation", (event) => {
      return event.groupInfo.groupProfile.displayName === displayName
    })
    await this.api.apiJoinGroup(groupInfo.groupId)
    return this.member(displayName)
  }

  /** Waits until the person is a member of the group of this name, however that came about. */
  async member(displayName: string): Promise<GroupChat> {
    const { groupInfo } = await this.hears("userJoinedGroup", (event) => {
      return event.groupInfo.groupProfile.displayName === displayName
    })
    return new GroupChat(this, { chatType: "group", chatId: groupInfo.groupId })
  }

  /** Waits for an event, also for one that came before. */
  hears<Tag extends EventTag>(
    tag: Tag,
    where: (event: EventOf<Tag>) => boolean = () => true,
  ): Promise<EventOf<Tag>> {
    const is = (event: AnyEvent): event is EventOf<Tag> =>
      event.type === tag && where(event as EventOf<Tag>)
    return this.view.until(`no event ${tag}`, () => this.view.events.find(is))
  }

  close(): Promise<void> {
    return this.api.close({ settleMs: this.home.settleMs })
  }
}
