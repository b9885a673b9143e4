import { readFileSync } from "node:fs"
import { expect } from "../people/expect.ts"
import { channel, groupOf, post, relayOf, subscribe } from "./channel.ts"
import { team } from "./friends.ts"
import { refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

/** Channels: an owner posts through a relay, subscribers read. */
export const channels = [
  scenario(
    "posts of a channel reach its subscribers",
    {
      covers: [
        "k-channels/addresses of the relays",
        "k-channels/relays of the owner",
        "k-channels/a channel through one relay",
        "k-channels/subscribers join",
        "k-channels/posts",
      ],
    },
    async (world) => {
      const { owner, atOwner, atSub } = await channel(world)
      await post(owner, atOwner, "first post")
      const seen = await atSub.sees("first post")
      expect(seen.item.chatDir.type === "channelRcv", "the post is the channel's, not a member's")
      await atOwner.say("a message of the owner")
      const own = await atSub.sees("a message of the owner")
      expect(own.item.chatDir.type === "groupRcv", "this one is the owner's")
    },
  ),

  scenario("a subscriber reacts to a post", { covers: ["k-channels/reactions"] }, async (world) => {
    const { owner, atOwner, atSub } = await channel(world)
    const sent = await post(owner, atOwner, "react to me")
    const seen = await atSub.sees("react to me")
    await atSub.react(seen, "👍")
    await atOwner.person.view.until("no reaction", () => {
      const item = atOwner.person.view.find(atOwner.ref, sent.meta.itemId)?.item
      return item?.reactions.some(({ totalReacted }) => totalReacted === 1) === true || undefined
    })
  }),

  scenario("a subscriber cannot post", { covers: ["k-channels/roles"] }, async (world) => {
    const { atSub } = await channel(world)
    await refuses(atSub.say("may I?"), "groupUserRole")
  }),

  scenario(
    "an edited and a deleted post change for subscribers",
    { covers: ["k-channels/moderation"] },
    async (world) => {
      const { owner, atOwner, atSub } = await channel(world)
      const sent = await post(owner, atOwner, "first draft")
      const seen = await atSub.sees("first draft")
      const content = { type: "text" as const, text: "final" }
      await owner.api.apiUpdateChatItem(atOwner.target, sent.meta.itemId, content)
      await atSub.seesEdit(seen, "final")
      await owner.api.apiDeleteChatItems(atOwner.target, [sent.meta.itemId], "broadcast")
      await atSub.seesItem(seen, "deleted", ({ deleted }) => deleted !== "no")
    },
  ),

  scenario(
    "a subscriber writes to the support of a channel",
    { covers: ["k-channels/support scope"] },
    async (world) => {
      const { owner, atSub } = await channel(world)
      await atSub.support().say("a question")
      await owner.view.until("no question", () => {
        return owner.view.items.find(({ item }) => item.meta.itemText === "a question")
      })
    },
  ),

  scenario(
    "a new name of a channel is signed",
    {
      covers: [
        "k-channels/profile and preferences",
        "l-signing/a channel: the events of owners, leaving and profiles are signed",
        "l-signing/profile of the channel, signed",
      ],
    },
    async (world) => {
      const { owner, sub, atOwner } = await channel(world)
      const { groupProfile } = await groupOf(owner, atOwner)
      await owner.api.apiUpdateGroupProfile(atOwner.target.chatId, {
        ...groupProfile,
        displayName: "news of today",
      })
      const event = await sub.hears("groupUpdated", ({ toGroup }) => {
        return toGroup.groupProfile.displayName === "news of today"
      })
      expect(event.msgSigned === "verified", "the signature is verified")
    },
  ),

  scenario(
    "in a plain group nothing is signed",
    { covers: ["l-signing/a plain group: nothing is signed"] },
    async (world) => {
      const { alice, bob, atAlice } = await team(world)
      const profile = { displayName: "team two", fullName: "" }
      await alice.api.apiUpdateGroupProfile(atAlice.target.chatId, profile)
      const event = await bob.hears("groupUpdated", ({ toGroup }) => {
        return toGroup.groupProfile.displayName === "team two"
      })
      expect(event.msgSigned === undefined, "there is no signature")
    },
  ),

  scenario(
    "a subscriber leaves",
    { covers: ["k-channels/leaving, removal, deletion"] },
    async (world) => {
      const { owner, sub, atOwner, atSub } = await channel(world)
      await sub.api.apiLeaveGroup(atSub.target.chatId)
      await world.quiet()
      await post(owner, atOwner, "after leaving")
      await world.quiet()
      const heard = sub.view.items.some(({ item }) => item.meta.itemText === "after leaving")
      expect(!heard, "no post reaches one who left")
    },
  ),

  scenario(
    "one who joins later gets the posts of before",
    {
      covers: ["m-history/deletion mode history", "m-history/deletion mode history in a channel"],
    },
    async (world) => {
      const { owner, atOwner, link } = await channel(world)
      const [kept, dropped] = [
        await post(owner, atOwner, "keep this"),
        await post(owner, atOwner, "drop this"),
      ]
      expect(kept.meta.itemId !== dropped.meta.itemId, "there are two posts")
      await owner.api.apiDeleteChatItems(atOwner.target, [dropped.meta.itemId], "history")
      await world.quiet()
      const late = await world.person("late")
      const atLate = await subscribe(late, link)
      await atLate.sees("keep this")
      await world.quiet()
      const seen = late.view.items.some(({ item }) => item.meta.itemText === "drop this")
      expect(!seen, "what was deleted from history does not come")
    },
  ),

  scenario(
    "a file of a channel reaches its subscribers",
    { covers: ["k-channels/files in a channel"] },
    async (world) => {
      const { atOwner, atSub } = await channel(world)
      await atOwner.sendFile("minutes.bin", new Uint8Array(20_000))
      const offer = await atSub.sees(({ file }) => file?.fileName === "minutes.bin")
      expect(readFileSync(await atSub.receive(offer)).length === 20_000, "the file is complete")
    },
  ),

  scenario(
    "a second relay joins a channel",
    { covers: ["k-channels/a second relay"] },
    async (world) => {
      const { owner, sub, atOwner, relayAddress } = await channel(world)
      const second = await world.person("second", { userChatRelay: true })
      const link = await second.api.apiCreateUserAddress(second.userId)
      const address = link.connShortLink ?? link.connFullLink
      // The command replaces the list.
      await owner.api.sendChatCmd(`/relays name=relay ${relayAddress} name=second ${address}`)
      await owner.api.apiAddGroupRelays(atOwner.target.chatId, [await relayOf(owner, address)])
      await second.hears("joinedGroupMember")
      await post(owner, atOwner, "through two relays")
      await sub.view.until("no post", () => {
        return sub.view.items.find(({ item }) => item.meta.itemText === "through two relays")
      })
      await world.quiet()
      const copies = sub.view.items.filter(
        ({ item }) => item.meta.itemText === "through two relays",
      )
      expect(copies.length === 1, "it comes once")
    },
  ),
]
