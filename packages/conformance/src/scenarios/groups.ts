import { expect } from "../people/expect.ts"
import { friends, team } from "./friends.ts"
import { scenario } from "./scenario.ts"

/** Groups: joining, roles, moderation, leaving. */
export const groups = [
  scenario(
    "every member gets every message",
    { covers: ["c-groups/invitation"] },
    async (world) => {
      const { atAlice, atBob, atCarol } = await team(world)
      await atAlice.say("welcome all")
      await atBob.sees("welcome all", "alice")
      await atCarol.sees("welcome all", "alice")
      await atCarol.say("thanks")
      await atAlice.sees("thanks", "carol")
      await atBob.sees("thanks", "carol")
    },
  ),

  scenario(
    "a reply in a group quotes for everyone",
    { covers: ["c-groups/messages"] },
    async (world) => {
      const { atAlice, atBob, atCarol } = await team(world)
      await atAlice.say("who comes?")
      const question = await atBob.sees("who comes?")
      await atBob.say("I do", { quoting: question })
      for (const chat of [atAlice, atCarol]) {
        const answer = await chat.sees("I do", "bob")
        expect(answer.item.quotedItem?.content.text === "who comes?", "the quote is shown")
      }
    },
  ),

  scenario(
    "an edit and a reaction reach all members",
    { covers: ["c-groups/messages"] },
    async (world) => {
      const { atAlice, atBob, atCarol } = await team(world)
      const sent = await atAlice.say("draft")
      const [bobs, carols] = [await atBob.sees("draft"), await atCarol.sees("draft")]
      await atAlice.edit(sent, "final")
      const edited = await atBob.seesEdit(bobs, "final")
      await atCarol.seesEdit(carols, "final")
      await atBob.react(edited, "🚀")
      await atAlice.seesReaction(sent, "🚀", 1)
      await atCarol.seesReaction(carols, "🚀", 1)
    },
  ),

  scenario(
    "a mention names the member",
    { covers: ["m-history/mentions", "q-text/mentions in a group"] },
    async (world) => {
      const { atAlice, atBob } = await team(world)
      const bob = await atAlice.member("bob")
      await atAlice.say("hi @bob", { mentions: { bob: bob.groupMemberId } })
      const seen = await atBob.sees("hi @bob")
      expect(Object.keys(seen.item.mentions).join() === "bob", "bob is mentioned")
      expect(seen.item.meta.userMention, "the message mentions the one who reads it")
    },
  ),

  scenario(
    "a group link lets people in",
    { covers: ["c-groups/group links", "p-links/group links"] },
    async (world) => {
      const [alice, dave] = [await world.person("alice"), await world.person("dave")]
      const atAlice = await alice.group("open")
      await dave.open(await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member"))
      const atDave = await dave.member("open")
      await alice.hears(
        "joinedGroupMember",
        ({ member }) => member.memberProfile.displayName === "dave",
      )
      await atDave.say("hello")
      await atAlice.sees("hello", "dave")
      await atAlice.say("hello dave")
      await atDave.sees("hello dave", "alice")
    },
  ),

  scenario(
    "a menu in the preferences of a group reaches its members, and shows in no chat",
    {},
    async (world) => {
      const { alice, bob, atAlice, atBob } = await team(world)
      const { chatId } = atAlice.target
      const { groupProfile } = await alice.api.apiGroupInfo(chatId)
      const count = { type: "last", count: 100 } as const
      const before = await bob.api.apiGetChat(atBob.target, count)
      const commands = [{ type: "command" as const, keyword: "tea", label: "Tea" }]
      const groupPreferences = { ...groupProfile.groupPreferences, commands }
      await alice.api.apiUpdateGroupProfile(chatId, { ...groupProfile, groupPreferences })
      await bob.hears("groupUpdated", ({ toGroup }) => {
        return toGroup.groupProfile.groupPreferences?.commands?.[0]?.label === "Tea"
      })
      await world.quiet()
      const after = await bob.api.apiGetChat(atBob.target, count)
      expect(after.chatItems.length === before.chatItems.length, "the chat shows nothing of it")
    },
  ),

  scenario(
    "a role is changed and everyone learns it",
    { covers: ["c-groups/roles"] },
    async (world) => {
      const { alice, bob, carol, atAlice, atBob } = await team(world)
      const { groupMemberId: id } = await atAlice.member("bob")
      await alice.api.apiSetMembersRole(atAlice.target.chatId, [id], "observer")
      await bob.hears("memberRole", ({ toRole }) => toRole === "observer")
      await carol.hears("memberRole", ({ toRole }) => toRole === "observer")
      const refused = await atBob.say("may I?").catch((error: unknown) => error)
      expect(refused instanceof Error, "an observer cannot write")
    },
  ),

  scenario(
    "a moderator deletes a message for all",
    { covers: ["j-extra/moderation", "c-groups/moderation"] },
    async (world) => {
      const { alice, atAlice, atBob, atCarol } = await team(world)
      const sent = await atBob.say("casino!")
      const [here, carols] = [await atAlice.sees("casino!"), await atCarol.sees("casino!")]
      await alice.api.apiDeleteMemberChatItem(atAlice.target.chatId, [here.item.meta.itemId])
      await atCarol.seesDeleted(carols, "marked")
      await atBob.seesDeleted(sent, "marked")
    },
  ),

  scenario(
    "a blocked member's messages are hidden",
    { covers: ["c-groups/blocking"] },
    async (world) => {
      const { alice, carol, atAlice, atBob, atCarol } = await team(world)
      const { groupMemberId: id } = await atAlice.member("bob")
      await alice.api.apiBlockMembersForAll(atAlice.target.chatId, [id], true)
      await carol.hears("memberBlockedForAll", ({ blocked }) => blocked)
      await atBob.say("do you see me?")
      await atAlice.say("after")
      await atCarol.sees("after")
      await world.quiet()
      const plain = atCarol.messages().filter(({ item, deleted }) => {
        return item.meta.itemText === "do you see me?" && deleted === "no"
      })
      expect(plain.length === 0, "carol does not see it as an ordinary message")
    },
  ),

  scenario("a removed member is out", { covers: ["c-groups/removal"] }, async (world) => {
    const { alice, bob, carol, atAlice, atCarol } = await team(world)
    const { groupMemberId: id } = await atAlice.member("bob")
    await alice.api.apiRemoveMembers(atAlice.target.chatId, [id])
    await bob.hears("deletedMemberUser")
    await carol.hears("deletedMember", ({ deletedMember }) => {
      return deletedMember.memberProfile.displayName === "bob"
    })
    await atAlice.say("just us")
    await atCarol.sees("just us")
    await world.quiet()
    const heard = bob.view.items.some(({ item }) => item.meta.itemText === "just us")
    expect(!heard, "bob hears no more")
  }),

  scenario("one who leaves is gone for all", { covers: ["c-groups/leaving"] }, async (world) => {
    const { alice, bob, carol, atBob } = await team(world)
    await bob.api.apiLeaveGroup(atBob.target.chatId)
    await alice.hears("leftMember", ({ member }) => member.memberProfile.displayName === "bob")
    await carol.hears("leftMember", ({ member }) => member.memberProfile.displayName === "bob")
    const refused = await atBob.say("anyone?").catch((error: unknown) => error)
    expect(refused instanceof Error, "bob cannot write any more")
  }),

  scenario(
    "a deleted group ends for all",
    { covers: ["j-extra/deletion of a group"] },
    async (world) => {
      const { alice, bob, carol, atAlice } = await team(world)
      await alice.api.apiDeleteChat(atAlice.target, { type: "full", notify: true })
      await bob.hears("groupDeleted")
      await carol.hears("groupDeleted")
    },
  ),

  scenario(
    "a new name of the group reaches all",
    { covers: ["c-groups/group profile"] },
    async (world) => {
      const { alice, bob, atAlice } = await team(world)
      const profile = { displayName: "team two", fullName: "" }
      await alice.api.apiUpdateGroupProfile(atAlice.target.chatId, profile)
      await bob.hears("groupUpdated", ({ toGroup }) => {
        return toGroup.groupProfile.displayName === "team two"
      })
    },
  ),

  scenario(
    "files are refused where the group forbids them",
    { covers: ["r-errors/forbidden by the preferences of the group", "n-files/forbidden files"] },
    async (world) => {
      const { alice, bob, atAlice, atBob } = await team(world)
      const groupPreferences = { files: { enable: "off" as const } }
      const profile = { displayName: "team", fullName: "", groupPreferences }
      await alice.api.apiUpdateGroupProfile(atAlice.target.chatId, profile)
      await bob.hears("groupUpdated", ({ toGroup }) => {
        return toGroup.fullGroupPreferences.files.enable === "off"
      })
      const refused = await atBob
        .sendFile("a.bin", new Uint8Array(10))
        .catch((error: unknown) => error)
      expect(refused instanceof Error, "the file is refused")
    },
  ),

  scenario(
    "a member writes to another directly",
    { covers: ["j-extra/member contacts"] },
    async (world) => {
      const alice = await world.person("alice")
      const [bob, carol] = [await world.person("bob"), await world.person("carol")]
      const atAlice = await alice.group("club")
      const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
      const groupPreferences = { directMessages: { enable: "on" as const } }
      await alice.api.apiUpdateGroupProfile(atAlice.target.chatId, {
        displayName: "club",
        fullName: "",
        groupPreferences,
      })
      await bob.open(link)
      const atBob = await bob.member("club")
      await alice.hears(
        "joinedGroupMember",
        ({ member }) => member.memberProfile.displayName === "bob",
      )
      await carol.open(link)
      await carol.member("club")
      await bob.hears("connectedToGroupMember", ({ member }) => {
        return member.memberProfile.displayName === "carol"
      })
      const members = await bob.api.apiListMembers(atBob.target.chatId)
      const id = members.find(({ memberProfile }) => memberProfile.displayName === "carol")
      expect(id !== undefined, "carol is a member")
      const contact = await bob.api.apiCreateMemberContact(atBob.target.chatId, id.groupMemberId)
      await bob.api.apiSendMemberContactInvitation(contact.contactId, {
        type: "text",
        text: "psst",
      })
      await carol.hears("newMemberContactReceivedInv")
      await carol.view.until("no private message", () => {
        return carol.view.items.find(({ item }) => item.meta.itemText === "psst")
      })
    },
  ),

  scenario(
    "a business address opens a group for each customer",
    { covers: ["c-groups/business address", "p-links/business address"] },
    async (world) => {
      const [shop, ann] = [await world.person("shop"), await world.person("ann")]
      await ann.open(await shop.address({ businessAddress: true }))
      const { groupInfo } = await shop.hears("acceptingBusinessRequest")
      await shop.hears("joinedGroupMember")
      await ann.hears("userJoinedGroup")
      const [mine] = await ann.api.apiListGroups(ann.userId)
      expect(mine !== undefined, "the customer has the group")
      const target = { chatType: "group" as const, chatId: mine.groupId }
      await ann.api.apiSendTextMessage(target, "do you have tea?")
      await shop.view.until("no message of the customer", () => {
        return shop.view.items.find(({ chat, item }) => {
          return chat === `#${groupInfo.groupId}` && item.meta.itemText === "do you have tea?"
        })
      })
    },
  ),

  scenario(
    "an invitation that comes while one is away is there later",
    { covers: ["c-groups/invitation"] },
    async (world) => {
      const { alice, bob, toBob } = await friends(world)
      await bob.close()
      const atAlice = await alice.group("late")
      await alice.api.apiAddMember(atAlice.target.chatId, toBob.target.chatId, "member")
      const again = await world.person("bob")
      const atBob = await again.joins("late")
      await atBob.say("here I am")
      await atAlice.sees("here I am", "bob")
    },
  ),

  scenario(
    "joining twice is refused",
    { covers: ["r-errors/duplicate names and groups"] },
    async (world) => {
      const { alice, bob } = await friends(world)
      const atAlice = await alice.group("once")
      const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
      await bob.open(link)
      await bob.member("once")
      await alice.hears("joinedGroupMember")
      await bob.open(link).catch(() => {})
      await world.quiet()
      const members = await alice.api.apiListMembers(atAlice.target.chatId)
      expect(members.length === 1, "bob is a member once")
    },
  ),

  scenario(
    "a group is prepared and joined later",
    { covers: ["c-groups/prepared groups"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      const atAlice = await alice.group("later")
      const link = await alice.api.apiCreateGroupLink(atAlice.target.chatId, "member")
      const { connLink, connectionPlan } = await bob.api.apiConnectPlan(bob.userId, link)
      expect(
        connectionPlan.type === "groupLink" && connectionPlan.groupLinkPlan.type === "ok",
        "bob can join",
      )
      const data = connectionPlan.groupLinkPlan.groupSLinkData_
      expect(data !== undefined, "the link carries the group's profile")
      const linkText = `${connLink.connFullLink} ${connLink.connShortLink ?? ""}`.trim()
      await bob.api.sendChatCmd(
        `/_prepare group ${bob.userId} ${linkText} direct=on ${JSON.stringify(data)}`,
      )
      const [prepared] = await bob.api.apiListGroups(bob.userId)
      expect(prepared !== undefined, "the group is in the list")
      await bob.api.sendChatCmd(`/_connect group #${prepared.groupId} incognito=off`)
      const atBob = await bob.member("later")
      await alice.hears("joinedGroupMember")
      await atBob.say("here now")
      await atAlice.sees("here now", "bob")
    },
  ),

  // No event says which messages went; they are marked when the chat is read again.
  scenario(
    "removal with messages takes them away",
    { covers: ["j-extra/removal with messages"] },
    async (world) => {
      const { alice, carol, atAlice, atBob, atCarol } = await team(world)
      await atBob.say("advert")
      await atCarol.sees("advert")
      await atAlice.sees("advert")
      const bob = await atAlice.member("bob")
      await alice.api.apiRemoveMembers(atAlice.target.chatId, [bob.groupMemberId], {
        withMessages: true,
      })
      const event = await carol.hears("deletedMember")
      expect(event.withMessages, "carol hears that the messages go, too")
      const { chatItems } = await carol.api.apiGetChat(atCarol.target, { type: "last", count: 20 })
      const advert = chatItems.find(({ meta }) => meta.itemText === "advert")
      expect(advert === undefined || advert.meta.itemDeleted !== undefined, "it is not shown")
    },
  ),

  scenario(
    "a blocked member learns nothing of it by an error",
    { covers: ["r-errors/blocked members"] },
    async (world) => {
      const { alice, atAlice, atBob } = await team(world)
      const bob = await atAlice.member("bob")
      await alice.api.apiBlockMembersForAll(atAlice.target.chatId, [bob.groupMemberId], true)
      await world.quiet()
      await atBob.say("still writing")
    },
  ),

  scenario(
    "contacts of members are accepted by themselves where that is set",
    { covers: ["o-users/accepting contacts of members"] },
    async (world) => {
      const alice = await world.person("alice")
      await alice.api.apiSetAutoAcceptMemberContacts(alice.userId, true)
      await alice.api.apiSetAutoAcceptMemberContacts(alice.userId, false)
    },
  ),
]
