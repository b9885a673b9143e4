import { authorOf } from "../people/driven/chat.ts"
import { expect } from "../people/expect.ts"
import type { World } from "../worlds/world.ts"
import { friends, team } from "./friends.ts"
import { scenario } from "./scenario.ts"

const on = { enable: "on" as const }
const off = { enable: "off" as const }

/** What new members are handed, and review before they are members. */
export const history = [
  scenario(
    "a new member gets the recent history",
    { covers: ["m-history/a group with history", "m-history/history on: bob joins and gets it"] },
    async (world) => {
      const { atBob } = await joined(world, { history: on })
      for (const text of ["one", "two"]) {
        const seen = await atBob.sees(text)
        expect(authorOf(seen.item) === "alice", "history names its author")
      }
    },
  ),

  scenario(
    "without history a new member gets nothing",
    { covers: ["m-history/history off: dave joins and gets none"] },
    async (world) => {
      const { atAlice, atBob } = await joined(world, { history: off })
      await atAlice.say("after")
      await atBob.sees("after")
      const texts = atBob.messages().map(({ item }) => item.meta.itemText)
      expect(texts.join() === "after", `nothing of before is there, not ${texts.join()}`)
    },
  ),

  scenario(
    "only in channels can one delete from history",
    { covers: ["m-history/deletion mode history"] },
    async (world) => {
      const { atBob } = await team(world)
      const sent = await atBob.say("of bob")
      const refused = await atBob.delete(sent, "history").catch((error: unknown) => error)
      expect(refused instanceof Error, "the core refuses it")
    },
  ),

  scenario(
    "who joins after a refused deletion from history gets all of it",
    { covers: ["m-history/carol joins after the deletion from history"] },
    async (world) => {
      const { alice, atAlice, atBob } = await joined(world, { history: on })
      const seen = await atBob.sees("one")
      const refused = await atBob.delete(seen, "history").catch((error: unknown) => error)
      expect(refused instanceof Error, "the core refuses it")
      const carol = await world.person("carol")
      await carol.open(await alice.api.apiGetGroupLinkStr(atAlice.target.chatId))
      const atCarol = await carol.member("club")
      for (const text of ["one", "two"]) await atCarol.sees(text)
    },
  ),

  scenario(
    "a report reaches moderators alone",
    { covers: ["m-history/reports", "j-extra/reports"] },
    async (world) => {
      const { atAlice, atBob, carol, bob } = await team(world)
      await atAlice.say("buy my things")
      const seen = await atBob.sees("buy my things")
      const { chatId } = atBob.target
      await bob.api.sendChatCmd(`/_report #${chatId} ${seen.item.meta.itemId} reason=spam advert`)
      await atAlice.person.view.until("no report", () => {
        return atAlice.person.view.items.find(({ item }) => {
          const { content } = item
          return content.type === "rcvMsgContent" && content.msgContent.type === "report"
        })
      })
      await world.quiet()
      const seenByCarol = carol.view.items.some(({ item }) => {
        return item.content.type === "rcvMsgContent" && item.content.msgContent.type === "report"
      })
      expect(!seenByCarol, "an ordinary member does not see it")
    },
  ),

  scenario(
    "a reviewed member waits, speaks to moderators, and is let in",
    {
      covers: [
        "m-history/review of members: pending, knocking, accepted",
        "j-extra/a group with review of members and a support scope",
      ],
    },
    async (world) => {
      const [alice, eve] = [await world.person("alice"), await world.person("eve")]
      const memberAdmission = { review: "all" as const }
      const atAlice = await alice.group("careful", { memberAdmission })
      const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
      await eve.open(link)
      const atEve = await eve.member("careful")
      const { member } = await alice.hears("joinedGroupMember")
      const early = await atEve.say("not yet").catch((error: unknown) => error)
      expect(early instanceof Error, "one who waits cannot write to the group")
      await atEve.support().say("I wait")
      await atAlice.support(member.groupMemberId).sees("I wait")
      await atAlice.support(member.groupMemberId).say("who are you?")
      await atEve.support().sees("who are you?")
      await alice.api.apiAcceptMember(atAlice.target.chatId, member.groupMemberId, "member")
      await eve.view.until("not accepted", () => {
        return eve.view.items.find(({ item }) => {
          const { content } = item
          return content.type === "rcvGroupEvent" && content.rcvGroupEvent.type === "userAccepted"
        })
      })
      await atEve.say("thanks")
      await atAlice.sees("thanks", "eve")
    },
  ),

  scenario(
    "a member's support chat is with the moderators",
    {
      covers: [
        "k-channels/support scope",
        "j-extra/a group with review of members and a support scope",
      ],
    },
    async (world) => {
      const { carol, atAlice, atBob } = await team(world)
      await atBob.support().say("please help")
      const bob = await atAlice.member("bob")
      await atAlice.support(bob.groupMemberId).sees("please help")
      await atAlice.support(bob.groupMemberId).say("of course")
      await atBob.support().sees("of course")
      await world.quiet()
      const carolSaw = carol.view.items.some(({ item }) => item.meta.itemText === "please help")
      expect(!carolSaw, "an ordinary member does not see it")
    },
  ),

  scenario("a forwarded message says so", { covers: ["n-files/forwarding"] }, async (world) => {
    const { alice, toBob, toAlice } = await friends(world)
    const atAlice = await alice.group("notes")
    await toAlice.say("forward me")
    const seen = await toBob.sees("forward me")
    await alice.api.sendChatCmd(`/_forward ${atAlice.ref} ${toBob.ref} ${seen.item.meta.itemId}`)
    const chat = await alice.api.apiGetChat(atAlice.target, { type: "last", count: 5 })
    const copy = chat.chatItems.find(({ meta }) => meta.itemText === "forward me")
    expect(copy?.meta.itemForwarded !== undefined, "the copy is marked as forwarded")
  }),

  scenario(
    "a reviewed member is turned away",
    { covers: ["m-history/review of members: a moderator accepts, another is rejected"] },
    async (world) => {
      const [alice, eve] = [await world.person("alice"), await world.person("eve")]
      const atAlice = await alice.group("careful", { memberAdmission: { review: "all" } })
      const { chatId } = atAlice.target
      await eve.open(await alice.api.apiCreateGroupLink(chatId, "member"))
      const atEve = await eve.member("careful")
      const { member } = await alice.hears("joinedGroupMember")
      await alice.api.apiRemoveMembers(chatId, [member.groupMemberId])
      await world.quiet()
      const early = await atEve.say("let me in").catch((error: unknown) => error)
      expect(early instanceof Error, "eve cannot write")
    },
  ),

  scenario(
    "a disappearing message of a group disappears",
    { covers: ["m-history/disappearing messages, group"], needs: ["clock"] },
    async (world) => {
      const { alice, bob, atAlice, atBob } = await team(world)
      const groupPreferences = { timedMessages: { enable: "on" as const, ttl: 60 } }
      const profile = { displayName: "team", fullName: "", groupPreferences }
      await alice.api.apiUpdateGroupProfile(atAlice.target.chatId, profile)
      await bob.hears("groupUpdated")
      await atAlice.say("soon gone", { ttl: 60 })
      const received = await atBob.sees("soon gone")
      await bob.api.sendChatCmd(`/_read chat ${atBob.ref}`)
      await world.advance(61_000)
      await atBob.seesDeleted(received, "gone")
    },
  ),

  scenario(
    "a new member is welcomed by the group's text",
    { covers: ["m-history/the welcome message"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const atAlice = await alice.group("club", { description: "Welcome to the club" })
      await bob.open(await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member"))
      const { groupInfo } = await bob.hears("userJoinedGroup")
      expect(
        groupInfo.groupProfile.description === "Welcome to the club",
        "the text is the group's",
      )
    },
  ),
]

/** alice's group with two messages, and bob, who joins by its link afterwards. */
async function joined(world: World, groupPreferences: { history: { enable: "on" | "off" } }) {
  const [alice, bob] = [await world.person("alice"), await world.person("bob")]
  const atAlice = await alice.group("club", { groupPreferences })
  const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
  await atAlice.say("one")
  await atAlice.say("two")
  await bob.open(link)
  const atBob = await bob.member("club")
  await alice.hears("joinedGroupMember")
  await world.quiet()
  return { alice, bob, atAlice, atBob }
}
