import { expect } from "../people/expect.ts"
import type { World } from "../worlds/world.ts"
import { channel, post, relayOf, subscribe } from "./channel.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** Members and relays of channels that come, change and go, and the signatures of that. */
export const channelEvents = [
  scenario(
    "in a channel, roles and blocking are signed",
    { covers: ["l-signing/role, signed", "l-signing/blocked, signed"] },
    async (world) => {
      const { sub, atOwner, link, owner } = await channel(world)
      const ben = await world.person("ben")
      const atBen = await subscribe(ben, link)
      await atOwner.person.view.until("ben is not known yet", () => {
        return owner.view.events.some(({ type }) => type === "groupLinkDataUpdated") || undefined
      })
      await knows(world, async () => {
        await atOwner.member("ben")
        await atOwner.member("sub")
      })
      await atOwner.setRole("sub", "moderator")
      const role = await sub.hears("memberRole", ({ toRole }) => toRole === "moderator")
      expect(role.msgSigned === "verified", "the new role is signed")
      const { groupMemberId } = await atOwner.member("ben")
      await owner.api.apiBlockMembersForAll(atOwner.target.chatId, [groupMemberId], true)
      const blocked = await sub.hears("memberBlockedForAll", ({ blocked }) => blocked)
      expect(blocked.msgSigned === "verified", "so is the block")
      await refuses(atBen.say("may I?"), "groupUserRole")
    },
  ),

  scenario(
    "in a channel, a new name of a member comes without a signature",
    { covers: ["l-signing/profile of a member, signed"] },
    async (world) => {
      const { owner, sub, atOwner, atSub } = await channel(world)
      await knows(world, () => atOwner.member("sub"))
      await atOwner.setRole("sub", "member")
      await sub.hears("memberRole", ({ toRole }) => toRole === "member")
      await sub.api.apiUpdateProfile(sub.userId, { displayName: "subscriber", fullName: "" })
      await atSub.say("by another name")
      await owner.hears("groupMemberUpdated", ({ toMember }) => {
        return toMember.memberProfile.displayName === "subscriber"
      })
      await atOwner.sees("by another name")
    },
  ),

  scenario(
    "in a channel, removal, leaving and deletion are signed",
    {
      covers: [
        "l-signing/removed, signed",
        "l-signing/left, signed",
        "l-signing/deleted, signed",
        "k-channels/leaving, removal, deletion",
      ],
    },
    async (world) => {
      const { owner, sub, relay, atOwner, link } = await channel(world)
      const [ann, ben] = [await world.person("ann"), await world.person("ben")]
      const [atAnn] = [await subscribe(ann, link), await subscribe(ben, link)]
      await knows(world, async () => {
        await atOwner.member("ben")
        await atOwner.member("ann")
      })
      const { chatId } = atOwner.target
      await owner.api.apiRemoveMembers(chatId, [(await atOwner.member("ben")).groupMemberId])
      const removed = await ben.hears("deletedMemberUser")
      expect(removed.msgSigned === "verified", "the removal is signed")
      await ann.api.apiLeaveGroup(atAnn.target.chatId)
      const left = await relay.hears("leftMember", ({ member }) => {
        return member.memberProfile.displayName === "ann"
      })
      expect(left.msgSigned === "verified", "so is leaving")
      await owner.api.apiDeleteChat(atOwner.target, { type: "full", notify: true })
      const deleted = await sub.hears("groupDeleted")
      expect(deleted.msgSigned === "verified", "and the deletion of the channel")
    },
  ),

  scenario(
    "channels need relays, and plain groups take none",
    { covers: ["k-channels/channel errors"] },
    async (world) => {
      const { owner, relayAddress } = await channel(world)
      const { api, userId } = owner
      const relay = await relayOf(owner, relayAddress)
      const profile = (displayName: string) => JSON.stringify({ displayName, fullName: "" })
      const create = `/_public group ${userId} incognito=off`
      const plain = await owner.group("plain")
      for (const [command, code] of [
        [`${create} 999 ${profile("none")}`, "userChatRelayNotFound"],
        [`/_public group ${userId} ${profile("none")}`, "commandError"],
        [`${create} ${relay} ${profile("bad,name#")}`, "invalidDisplayName"],
        [`/_add relays ${plain.ref} ${relay}`, "commandError"],
        ["/_get relays #999", "groupNotFound"],
        ["/_add relays #999 4", "groupNotFound"],
        ["/_relay allow #999", "groupNotFound"],
      ] as const) {
        await refuses(api.sendChatCmd(command), code)
      }
    },
  ),

  scenario(
    "subscribers cannot comment, and the channel can quote",
    { covers: ["k-channels/comments and links"] },
    async (world) => {
      const { owner, atOwner, atSub } = await channel(world)
      const sent = await post(owner, atOwner, "a post")
      const seen = await atSub.sees("a post")
      await refuses(atSub.say("a comment", { quoting: seen }), "groupUserRole")
      const message = [
        {
          quotedItemId: sent.meta.itemId,
          msgContent: { type: "text", text: "a quote by the channel" },
          mentions: {},
        },
      ]
      const text = `/_send ${atOwner.ref}(as_group=on) json ${JSON.stringify(message)}`
      await owner.api.sendChatCmd(text)
      const quote = await atSub.sees("a quote by the channel")
      expect(quote.quote === "a post", "the post is quoted")
    },
  ),

  scenario(
    "a relay that leaves is gone, and is let in again once it allows that",
    { covers: ["k-channels/a relay rejects"] },
    async (world) => {
      const { owner, relay, atOwner, relayAddress } = await channel(world)
      const [served] = await relay.api.apiListGroups(relay.userId)
      expect(served !== undefined, "the relay has the channel")
      await relay.api.apiLeaveGroup(served.groupId)
      const left = await owner.hears("leftMember")
      expect(left.msgSigned === "verified", "it signs that")
      const { chatId } = atOwner.target
      await owner.api.apiRemoveMembers(chatId, [left.member.groupMemberId])
      await relay.api.sendChatCmd(`/_relay allow #${served.groupId}`)
      const id = await relayOf(owner, relayAddress)
      const joins = relay.view.events.filter(({ type }) => type === "userJoinedGroup").length
      await owner.api.apiAddGroupRelays(chatId, [id])
      await relay.view.until("the relay does not serve the channel again", () => {
        const now = relay.view.events.filter(({ type }) => type === "userJoinedGroup").length
        return now > joins || undefined
      })
    },
  ),

  scenario(
    "a relay is removed, and posts take the other",
    { covers: ["k-channels/removal of a relay"] },
    async (world) => {
      const { owner, sub, atOwner, atSub, relayAddress } = await channel(world)
      const second = await world.person("second", { userChatRelay: true })
      const link = await second.api.apiCreateUserAddress(second.userId)
      const address = link.connShortLink ?? link.connFullLink
      await owner.api.sendChatCmd(`/relays name=relay ${relayAddress} name=second ${address}`)
      const { chatId } = atOwner.target
      await owner.api.apiAddGroupRelays(chatId, [await relayOf(owner, address)])
      await second.hears("joinedGroupMember")
      await owner.api.apiRemoveMembers(chatId, [(await atOwner.member("second")).groupMemberId])
      const removed = await second.hears("deletedMemberUser")
      expect(removed.msgSigned === "verified", "the removal is signed")
      await sub.hears("deletedMember")
      await post(owner, atOwner, "through one again")
      await atSub.sees("through one again")
    },
  ),

  scenario(
    "without the address of its relay no channel can be made",
    { covers: ["k-channels/relay address goes"] },
    async (world) => {
      const { owner, relay, relayAddress } = await channel(world)
      const id = await relayOf(owner, relayAddress)
      await relay.api.apiDeleteUserAddress(relay.userId)
      const profile = { displayName: "never", fullName: "" }
      const answer = await owner.api.apiNewPublicGroup(owner.userId, [id], profile)
      expect(answer.type === "publicGroupCreationFailed", `it fails: ${answer.type}`)
    },
  ),

  scenario(
    "a channel whose link is deleted takes no more relays or subscribers",
    { covers: ["k-channels/a channel that its owner breaks"] },
    async (world) => {
      const { owner, atOwner, link, relayAddress } = await channel(world)
      const { chatId } = atOwner.target
      await owner.api.apiDeleteGroupLink(chatId)
      const id = await relayOf(owner, relayAddress)
      await refuses(owner.api.apiGetGroupLinkStr(chatId), "groupLinkNotFound")
      await refuses(owner.api.apiAddGroupRelays(chatId, [id]), "groupLinkNotFound", "commandError")
      const late = await world.person("late")
      await refuses(late.api.apiConnectPlan(late.userId, link), "SMP AUTH")
    },
  ),

  scenario(
    "a relay that leaves stops serving",
    { covers: ["k-channels/leaving as relay"] },
    async (world) => {
      const { owner, relay, atOwner, atSub } = await channel(world)
      const [served] = await relay.api.apiListGroups(relay.userId)
      expect(served !== undefined, "the relay has the channel")
      await relay.api.apiLeaveGroup(served.groupId)
      await owner.hears("leftMember")
      await post(owner, atOwner, "without any relay")
      await world.quiet()
      expect(!atSub.texts().includes("without any relay"), "it reaches no one")
    },
  ),
]

/** Waits until the owner knows of its subscribers, whom relays tell of in their own time. */
async function knows(world: World, look: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + world.timeoutMs
  for (;;) {
    try {
      return void (await look())
    } catch (error) {
      if (performance.now() > deadline) throw error
      await world.quiet()
    }
  }
}
