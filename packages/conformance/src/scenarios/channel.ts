import type { T } from "@simplex-chat/types"
import type { Chat } from "../people/driven/chat.ts"
import type { DrivenPerson } from "../people/driven/driven-person.ts"
import { GroupChat } from "../people/driven/group-chat.ts"
import { expect } from "../people/expect.ts"
import type { World } from "../worlds/world.ts"

/** A channel of `owner` through one relay, with one subscriber. */
export async function channel(world: World) {
  const relay = await world.person("relay", { userChatRelay: true })
  const [owner, sub] = [await world.person("owner"), await world.person("sub")]
  const relayLink = await relay.api.apiCreateUserAddress(relay.userId)
  const relayAddress = relayLink.connShortLink ?? relayLink.connFullLink
  await owner.api.sendChatCmd(`/relays name=relay ${relayAddress}`)
  const relayId = await relayOf(owner, relayAddress)
  const enabled = { enable: "on" as const }
  const groupPreferences = { history: enabled, reactions: enabled, support: enabled }
  const profile = { displayName: "news", fullName: "", groupPreferences }
  const created = await owner.api.apiNewPublicGroup(owner.userId, [relayId], profile)
  expect(created.type === "publicGroupCreated", "the relay can be reached")
  const { groupId } = created.groupInfo
  // That a relay serves the channel comes with the channel's link (k-channels).
  await owner.hears("groupLinkDataUpdated", ({ groupRelays }) => {
    return groupRelays.some(({ relayStatus }) => relayStatus === "active")
  })
  const link = await owner.api.apiGetGroupLinkStr(groupId)
  const atSub = await subscribe(sub, link)
  await relay.hears("joinedGroupMember")
  return {
    owner,
    sub,
    relay,
    relayAddress,
    link,
    atOwner: new GroupChat(owner, groupRef(groupId)),
    atSub,
  }
}

/** Opens the link of a channel, looks at it, and joins, as apps do. */
export async function subscribe(person: DrivenPerson, link: string): Promise<GroupChat> {
  const { api, userId } = person
  const { connLink, connectionPlan } = await api.apiConnectPlan(userId, link)
  expect(
    connectionPlan.type === "groupLink" && connectionPlan.groupLinkPlan.type === "ok",
    `${person.name} can join`,
  )
  const { groupSLinkData_: data, groupSLinkInfo_: info } = connectionPlan.groupLinkPlan
  expect(data !== undefined, "the link carries the profile of the channel")
  const chat = await api.apiPrepareGroup(userId, connLink, data, { directLink: info?.direct })
  expect(chat.chatInfo.type === "group", "the channel is prepared")
  await api.apiConnectPreparedGroup(chat.chatInfo.groupInfo.groupId)
  return person.member(data.groupProfile.displayName)
}

const groupRef = (chatId: number): T.ChatRef => ({ chatType: "group", chatId })

/** The id of the relay that the owner named, which only the list of servers shows. */
export async function relayOf({ api, userId }: DrivenPerson, wanted: string): Promise<number> {
  const answer = (await api.sendChatCmd(`/_servers ${userId}`)) as unknown as {
    readonly userServers: readonly {
      readonly chatRelays: readonly {
        readonly chatRelayId?: number
        readonly address: string
        readonly deleted: boolean
      }[]
    }[]
  }
  const relays = answer.userServers.flatMap(({ chatRelays }) => chatRelays)
  const id = relays.find(({ address, deleted }) => address === wanted && !deleted)?.chatRelayId
  expect(id !== undefined, "the owner has the relay")
  return id
}

/** Posts as the channel itself. */
export async function post(owner: DrivenPerson, { ref }: Chat, text: string): Promise<T.ChatItem> {
  const message = [{ msgContent: { type: "text", text }, mentions: {} }]
  const answer = (await owner.api.sendChatCmd(
    `/_send ${ref}(as_group=on) json ${JSON.stringify(message)}`,
  )) as unknown as { readonly chatItems: T.AChatItem[] }
  owner.view.add(answer.chatItems)
  const [item] = answer.chatItems
  expect(item !== undefined, "the post is stored")
  return item.chatItem
}

export async function groupOf(
  { api, userId }: DrivenPerson,
  { target }: Chat,
): Promise<T.GroupInfo> {
  const group = (await api.apiListGroups(userId)).find(({ groupId }) => groupId === target.chatId)
  expect(group !== undefined, "the group is there")
  return group
}
