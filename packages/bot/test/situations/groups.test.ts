import { ChatApi } from "@simplex-chat/api"
import { expect, test } from "vitest"
import { type Bot, type GroupInvitation, PermissionError } from "../../src/index.ts"
import { later, world } from "../fixtures/world.ts"

/** A person with a group, who is a contact of the bot and can invite it. */
async function host(network: ReturnType<typeof world>["network"], address: string) {
  const api = await ChatApi.init(network.openCore({ name: "host" }))
  const user = await api.apiCreateActiveUser({ displayName: "host", fullName: "" })
  await api.startChat()
  const connected = api.waitFor("contactConnected")
  await api.apiConnectActiveUser(address)
  const { contact } = await connected
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "team", fullName: "" })
  const invite = (role: "member" | "admin" = "member") =>
    api.apiAddMember(groupId, contact.contactId, role)
  const say = (text: string) => api.apiSendTextMessage({ chatType: "group", chatId: groupId }, text)
  const link = () => api.apiCreateGroupLink(groupId, "member")
  return { api, groupId, invite, say, link }
}

const echo = (bot: Bot) =>
  void bot.onMessage({ chatType: "group" }, (message) => message.send(`echo ${message.text}`))

test("a bot joins by invitation when it may, and then talks", async () => {
  const { network, live } = world()
  const made = await live(echo, { joinGroups: true })
  const { api, invite, say } = await host(network, made.bot.address ?? "")
  const joined = api.waitFor("joinedGroupMember")
  await invite()
  await joined
  const answer = api.waitFor("newChatItems", {
    where: ({ chatItems }) => chatItems[0]?.chatItem.meta.itemText === "echo hello",
  })
  await say("hello")
  await answer
  expect(made.said("error")).toEqual([])
})

test("joinGroups decides about each invitation; without it no group is joined", async () => {
  const { network, live } = world()
  const asked: GroupInvitation[] = []
  const first = await live(echo)
  const { invite } = await host(network, first.bot.address ?? "")
  await invite("admin")
  await network.idle()
  const groups = async (bot: Bot) => {
    const [group] = await bot.api.apiListGroups(bot.user.userId)
    return group?.membership.memberStatus
  }
  expect(await groups(first.bot)).toBe("invited")
  await first.bot.stop()

  // It is decided about at the next start, as it came while the bot did not want it.
  const second = await live(echo, {
    joinGroups: (invitation) => {
      asked.push(invitation)
      throw new Error("the database of friends is away")
    },
  })
  await later(() => asked.length === 1)
  expect(asked).toMatchObject([
    { role: "admin", contactId: 4, group: { localDisplayName: "team" } },
  ])
  await later(() => second.said("error").length === 1)
  expect(await groups(second.bot)).toBe("invited")
  await second.bot.stop()

  // And again, as its handler failed.
  const third = await live(echo, { joinGroups: ({ role }) => Promise.resolve(role === "admin") })
  await expect.poll(() => groups(third.bot)).toBe("connected")
})

test("new members are welcomed once, those who were there before are not", async () => {
  const { network, live } = world()
  const joined: string[] = []
  const made = await live(
    (bot) => {
      bot.onMemberJoined(async ({ group, member }) => {
        joined.push(member.name)
        await bot.send({ chatType: "group", chatId: group.groupId }, `Welcome, ${member.name}!`)
      })
    },
    { joinGroups: true },
  )
  const { api, invite, link } = await host(network, made.bot.address ?? "")
  const address = await link()
  const early = await network.person("early")
  await early.joinGroup(address)
  const ready = api.waitFor("joinedGroupMember")
  await invite()
  await ready
  await network.idle()
  expect(joined).toEqual([])
  const alice = await network.person("alice")
  await alice.joinGroup(address)
  await alice.expectMessage("Welcome, alice!")
  await early.expectMessage("Welcome, alice!")
  expect(joined).toEqual(["alice"])
})

test("a member who joins the bot's own group by its link is welcomed, too", async () => {
  const { network, live } = world()
  const made = await live((bot) => {
    bot.onMemberJoined(({ group, member }) =>
      bot.send({ chatType: "group", chatId: group.groupId }, `Welcome, ${member.name}!`),
    )
  })
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "own", fullName: "" })
  const alice = await network.person("alice")
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  expect(await alice.expectMessage(/^Welcome/)).toBe("Welcome, alice!")
})

test("members are blocked, removed and given roles where the role of the bot allows", async () => {
  const { network, live } = world()
  const made = await live((bot) => {
    bot.onMessage({ text: "block me" }, ({ member }) => member.block())
    bot.onMessage({ text: "promote me" }, ({ member }) => member.setRole("moderator"))
    bot.onMessage({ text: "remove me" }, ({ member }) => member.remove())
  })
  const { api, user } = made.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "own", fullName: "" })
  const alice = await network.person("alice")
  await alice.joinGroup(await api.apiCreateGroupLink(groupId, "member"))
  const [member] = await api.apiListMembers(groupId)
  const now = async () => (await api.apiListMembers(groupId))[0]
  expect(member?.memberRole).toBe("member")
  await alice.say("promote me")
  await expect.poll(now).toMatchObject({ memberRole: "moderator" })
  await alice.say("block me")
  await expect.poll(now).toMatchObject({ blockedByAdmin: true })
  await api.apiBlockMembersForAll(groupId, [member?.groupMemberId ?? 0], false)
  await alice.say("remove me")
  await expect.poll(now).toMatchObject({ memberStatus: "removed" })
})

test("where it does not allow that, a typed error says so", async () => {
  const { network, live } = world()
  const errors: unknown[] = []
  const made = await live(
    (bot) => {
      bot.onMessage({ text: "remove me" }, async ({ member }) => {
        for (const attempt of [member.block(), member.remove(), member.setRole("admin")]) {
          await attempt.catch((error: unknown) => errors.push(error))
        }
      })
    },
    { joinGroups: true },
  )
  const { api, invite, say } = await host(network, made.bot.address ?? "")
  const ready = api.waitFor("joinedGroupMember")
  await invite()
  await ready
  await say("remove me")
  await later(() => errors.length === 3)
  for (const error of errors) expect(error).toBeInstanceOf(PermissionError)
  expect(String(errors[0])).toMatch(/block: the bot is member in this group/)
})

test("what blocked members say is not handled, at once or after a restart", async () => {
  const { network, live } = world()
  const seen: string[] = []
  const record = (bot: Bot) => {
    bot.onMessage(({ text }) => void seen.push(text))
  }
  const first = await live(record)
  const { api, user } = first.bot
  const { groupId } = await api.apiNewGroup(user.userId, { displayName: "own", fullName: "" })
  const link = await api.apiCreateGroupLink(groupId, "member")
  const join = async (name: string) => {
    const person = await network.person(name)
    await person.joinGroup(link)
    return person
  }
  const alice = await join("alice")
  const bob = await join("bob")
  const carol = await join("carol")
  const members = await api.apiListMembers(groupId)
  const idOf = (name: string) =>
    members.find(({ localDisplayName }) => localDisplayName === name)?.groupMemberId ?? 0
  await api.apiBlockMembersForAll(groupId, [idOf("alice")], true)
  await api.apiSetMemberSettings(groupId, idOf("bob"), { showMessages: false })
  const all = async (text: string) => {
    for (const person of [alice, bob, carol]) await person.say(`${person.name} ${text}`)
  }
  await all("live")
  await later(() => seen.length > 0)
  await network.idle()
  await first.bot.stop()
  await all("missed")
  const second = await live(record)
  await later(() => seen.includes("carol missed"))
  await second.bot.api.apiBlockMembersForAll(groupId, [idOf("alice")], false)
  await alice.say("alice again")
  await later(() => seen.includes("alice again"))
  expect(seen).toEqual(["carol live", "carol missed", "alice again"])
})
