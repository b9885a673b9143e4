import { expect, test } from "vitest"
import { createNetwork, type Network, type Person } from "../index.ts"

// What chats and events show while the agents move a queue, or agree on new keys.

/** The events of all cores from here on: who got it, and the chat or member that it names. */
function namesOf(network: Network, ...types: string[]) {
  const found = new Set<string>()
  network.observe((frame) => {
    if (!("event" in frame)) return
    const { result } = JSON.parse(frame.event) as { result?: Record<string, unknown> }
    if (result === undefined || !types.includes(String(result["type"]))) return
    const { contact, member } = result as Record<string, { localDisplayName: string } | undefined>
    found.add(`${frame.core} ${String(result["type"])} ${(contact ?? member)?.localDisplayName}`)
  })
  return found
}

/** The events of the connection that a chat shows, oldest first. */
async function shown(person: Person, chat: string) {
  const answer = await person.command(`/_get chat ${chat} count=100`, "apiChat")
  return answer.chat.chatItems.flatMap(({ content, meta, chatDir }) => {
    if (content.type === "sndConnEvent") {
      const { type } = content.sndConnEvent
      const { member } = content.sndConnEvent as { member?: { profile: { displayName: string } } }
      return [{ of: chatDir.type, type, text: meta.itemText, member: member?.profile.displayName }]
    }
    if (content.type !== "rcvConnEvent") return []
    return [{ of: chatDir.type, type: content.rcvConnEvent.type, text: meta.itemText }]
  })
}

async function contacts() {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await network.idle()
  return { network, alice, bob }
}

async function members() {
  const { network, alice, bob } = await contacts()
  await alice.createGroup("team")
  await alice.invite("bob")
  await bob.accept("team")
  const id = (person: Person, name: string) =>
    person.members().then((all) => all.get(name)?.groupMemberId ?? 0)
  return { network, alice, bob, at: `#1 ${await id(alice, "bob")}` }
}

test("both contacts see when a queue begins to be moved, and when it was", async () => {
  const { network, alice, bob } = await contacts()
  const names = namesOf(network, "contactSwitch", "groupMemberSwitch")
  await alice.command("/_switch @4", "contactSwitchStarted")
  await network.idle()
  expect(names).toEqual(new Set(["alice contactSwitch bob", "bob contactSwitch alice"]))
  const sent = { of: "directSnd", type: "switchQueue", member: undefined }
  expect(await shown(alice, "@4")).toEqual([
    { ...sent, text: "started changing address..." },
    { ...sent, text: "you changed address" },
  ])
  const received = { of: "directRcv", type: "switchQueue" }
  expect(await shown(bob, "@4")).toEqual([
    { ...received, text: "started changing address for you..." },
    { ...received, text: "changed address for you" },
  ])
})

test("in a group, what is shown of it names the member", async () => {
  const { network, alice, bob, at } = await members()
  const names = namesOf(network, "contactSwitch", "groupMemberSwitch")
  await alice.command(`/_switch ${at}`, "groupMemberSwitchStarted")
  await network.idle()
  expect(names).toEqual(new Set(["alice groupMemberSwitch bob", "bob groupMemberSwitch alice"]))
  const sent = { of: "groupSnd", type: "switchQueue", member: "bob" }
  expect(await shown(alice, "#1")).toEqual([
    { ...sent, text: "started changing address..." },
    { ...sent, text: "you changed address" },
  ])
  expect((await shown(bob, "#1")).map(({ of, text }) => [of, text])).toEqual([
    ["groupRcv", "started changing address for you..."],
    ["groupRcv", "changed address for you"],
  ])
})

test("new keys are agreed on once by both, and only a code that was compared has changed", async () => {
  const { network, alice, bob } = await contacts()
  const names = namesOf(network, "contactRatchetSync", "groupMemberRatchetSync")
  const { connectionCode } = await alice.command("/_get code @4", "contactCode")
  await alice.command(`/_verify code @4 ${connectionCode}`, "connectionVerified")
  await alice.command("/_sync @4 force=on", "contactRatchetSyncStarted")
  await network.idle()
  expect(names).toEqual(new Set(["alice contactRatchetSync bob", "bob contactRatchetSync alice"]))
  const received = { of: "directRcv", type: "ratchetSync" }
  const agreed = { ...received, text: "connection synchronization agreed" }
  const done = { ...received, text: "connection synchronized" }
  expect(await shown(alice, "@4")).toEqual([
    {
      of: "directSnd",
      type: "ratchetSync",
      member: undefined,
      text: "connection synchronization started",
    },
    agreed,
    { of: "directRcv", type: "verificationCodeReset", text: "security code changed" },
    done,
  ])
  expect(await shown(bob, "@4")).toEqual([agreed, done])
})

test("the same of a member's keys", async () => {
  const { network, alice, bob, at } = await members()
  const names = namesOf(network, "contactRatchetSync", "groupMemberRatchetSync")
  await alice.command(`/_sync ${at} force=on`, "groupMemberRatchetSyncStarted")
  await network.idle()
  expect(names).toEqual(
    new Set(["alice groupMemberRatchetSync bob", "bob groupMemberRatchetSync alice"]),
  )
  expect((await shown(alice, "#1")).map(({ of, text }) => [of, text])).toEqual([
    ["groupSnd", "connection synchronization started"],
    ["groupRcv", "connection synchronization agreed"],
    ["groupRcv", "connection synchronized"],
  ])
  expect(await shown(bob, "#1")).toHaveLength(2)
})
