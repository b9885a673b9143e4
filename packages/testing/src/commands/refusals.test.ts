import { expect, test } from "vitest"
import { createNetwork, NotSimulatedError, type Person } from "../index.ts"

// What the core refuses, and the words it has for it.

async function refusal(person: Person, command: string): Promise<string> {
  const { error } = JSON.parse(await person.core.sendCommand(command)) as {
    error?: { errorType?: { type: string; message?: string } }
  }
  return error?.errorType?.message ?? error?.errorType?.type ?? "done"
}

async function three() {
  const network = createNetwork()
  const [alice, bob, carol] = [
    await network.person("alice"),
    await network.person("bob"),
    await network.person("carol"),
  ]
  await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
  for (const person of [bob, carol]) {
    await person.connectTo(alice)
    await person.joinGroup(groupLink.connLinkContact.connFullLink)
  }
  return { network, alice, bob, carol }
}

test("a message has at most three reactions of one side, and only while it is there", async () => {
  const { alice, bob } = await three()
  await bob.in("@4").say("hello")
  const { chat } = await alice.command("/_get chat @4 count=1", "apiChat")
  const id = chat.chatItems[0]?.meta.itemId ?? 0
  const react = (emoji: string) =>
    refusal(alice, `/_reaction @4 ${id} on {"type":"emoji","emoji":"${emoji}"}`)
  for (const emoji of ["👍", "👎", "😀"]) expect(await react(emoji)).toBe("done")
  expect(await react("🚀")).toBe("too many reactions")
  await alice.command(`/_delete item @4 ${id} internalMark`, "chatItemsDeleted")
  expect(await react("👍")).toBe("reaction not allowed - chat item has no content")
})

test("a message can be changed, and deleted for all, for a day", async () => {
  const { network, alice } = await three()
  await alice.in("@4").say("hello")
  const { chat } = await alice.command("/_get chat @4 count=1", "apiChat")
  const id = chat.chatItems[0]?.meta.itemId ?? 0
  network.clock.advance(86_400_000)
  const edit = '{"msgContent":{"type":"text","text":"later"},"mentions":{}}'
  expect(await refusal(alice, `/_update item @4 ${id} json ${edit}`)).toBe("invalidChatItemUpdate")
  expect(await refusal(alice, `/_delete item @4 ${id} broadcast`)).toBe("invalidChatItemDelete")
  const later = await alice.command("/_get chat @4 count=1", "apiChat")
  expect(later.chat.chatItems[0]?.meta).toMatchObject({ editable: false, deletable: false })
})

test("members: not oneself, not several where one is an admin", async () => {
  const { alice } = await three()
  const { group } = await alice.command("/_members #1", "groupMembers")
  const [bob, carol] = group.members.map(({ groupMemberId }) => groupMemberId)
  const self = group.groupInfo.membership.groupMemberId
  expect(await refusal(alice, `/_member role #1 ${self} member`)).toBe("can't change role for self")
  expect(await refusal(alice, `/_block #1 ${self} blocked=on`)).toBe("can't block/unblock self")
  expect(await refusal(alice, `/_member role #1 ${bob},${carol} admin`)).toContain(
    "multiple members",
  )
  await alice.command(`/_member role #1 ${bob} admin`, "membersRoleUser")
  expect(await refusal(alice, `/_remove #1 ${bob},${carol}`)).toContain("multiple members")
  const same = await alice.command(`/_member role #1 ${bob} admin`, "membersRoleUser")
  expect(same.members).toEqual([])
})

test("who was invited and did not join is taken back without a word to the others", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.connectTo(alice)
  await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { member } = await alice.command("/_add #1 4 member", "sentGroupInvitation")
  const removed = `/_remove #1 ${member.groupMemberId}`
  const { members } = await alice.command(removed, "userDeletedMembers")
  expect(members[0]?.memberStatus).toBe("removed")
  expect((await alice.command("/_members #1", "groupMembers")).group.members).toEqual([])
  await alice.command("/_add #1 4 member", "sentGroupInvitation")
})

test.each(["/tail", "/_operators", '/_db export {"archivePath":"x"}', "/sql chat x", "/_ntf get"])(
  "%s is refused by name, and not as something that no core reads",
  async (command) => {
    const { core } = await createNetwork().person("alice")
    await expect(core.sendCommand(command)).rejects.toBeInstanceOf(NotSimulatedError)
  },
)

test.each([
  "/_settings @4 {}",
  "/_get code x",
  "/_switch @",
  "/_servers 1 []",
  "/_call invite @4 x",
])("%s is nothing that a core reads, although it begins like a command", async (command) => {
  expect(await refusal(await createNetwork().person("alice"), command)).toBe(
    "Failed reading: empty",
  )
})

test("nothing unread: the first page of a chat is its end", async () => {
  const { alice } = await three()
  await alice.in("@4").say("hello")
  await alice.command("/_read chat @4", "cmdOk")
  const { navInfo } = await alice.command("/_get chat @4 initial=2", "apiChat")
  expect(navInfo).toEqual({ afterUnread: 0, afterTotal: 0 })
})

test("what a chat does not allow is not sent", async () => {
  const { alice, bob } = await three()
  const preferences = {
    voice: { enable: "off" },
    files: { enable: "on", role: "owner" },
    simplexLinks: { enable: "off" },
  }
  const profile = { displayName: "team", fullName: "", groupPreferences: preferences }
  await alice.command(`/_group_profile #1 ${JSON.stringify(profile)}`, "groupUpdated")
  await alice.command('/_set prefs @4 {"voice":{"allow":"no"}}', "contactPrefsUpdated")
  await bob.expectSilence()
  const send = (ref: string, msgContent: object, more = {}) =>
    refusal(bob, `/_send ${ref} json ${JSON.stringify([{ msgContent, mentions: {}, ...more }])}`)
  const voice = { type: "voice", text: "", duration: 3 }
  expect(await send("@4", voice)).toBe("feature not allowed Voice messages")
  expect(await send("#1", voice)).toBe("feature not allowed Voice messages")
  const file = { fileSource: { filePath: import.meta.filename } }
  const named = { type: "file", text: "" }
  expect(await send("#1", named, file)).toBe("feature not allowed Files and media")
  expect(await send("@4", named, file)).toBe("done")
  const link = { type: "text", text: `join ${await alice.address()}` }
  expect(await send("#1", link)).toBe("feature not allowed SimpleX links")
})
