import { expect, test } from "vitest"
import { createNetwork, NotSimulatedError } from "../index.ts"

const audio = '{"media":"audio","capabilities":{"encryption":true}}'

async function aliceAndBob() {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await network.idle()
  const id = async (of: typeof alice) =>
    (await of.command("/_contacts 1", "contactsList")).contacts[0]?.contactId ?? 0
  return { network, alice, bob, bobId: await id(alice), aliceId: await id(bob) }
}

/** The last item of a chat. */
async function lastOf(person: Awaited<ReturnType<typeof aliceAndBob>>["alice"], id: number) {
  const { chat } = await person.command(`/_get chat @${id} count=1`, "apiChat")
  return chat.chatItems[0]?.meta.itemText
}

test("a call that is refused is shown so to the one who was called alone", async () => {
  const { network, alice, bob, bobId, aliceId } = await aliceAndBob()
  await alice.command(`/_call invite @${bobId} ${audio}`, "cmdOk")
  await network.idle()
  expect(await lastOf(alice, bobId)).toBe("outgoing call: calling...")
  expect(await lastOf(bob, aliceId)).toBe("incoming call: calling...")
  const { callInvitations } = await bob.command("/_call get", "callInvitations")
  expect(callInvitations.map(({ callType }) => callType.media)).toEqual(["audio"])
  await bob.command(`/_call reject @${aliceId}`, "cmdOk")
  await network.idle()
  expect(await lastOf(bob, aliceId)).toBe("incoming call: rejected")
  expect(await lastOf(alice, bobId)).toBe("outgoing call: calling...")
  expect((await bob.command("/_call get", "callInvitations")).callInvitations).toEqual([])
  expect(await bob.core.sendCommand(`/_call reject @${aliceId}`)).toContain("noCurrentCall")
})

test("a call that is given up was missed by both", async () => {
  const { network, alice, bob, bobId, aliceId } = await aliceAndBob()
  await alice.command(`/_call invite @${bobId} ${audio}`, "cmdOk")
  await network.idle()
  expect(await alice.core.sendCommand(`/_call reject @${bobId}`)).toContain("callState")
  await alice.command(`/_call end @${bobId}`, "cmdOk")
  await network.idle()
  expect(await lastOf(alice, bobId)).toBe("outgoing call: missed")
  expect(await lastOf(bob, aliceId)).toBe("incoming call: missed")
})

test("a user who allows no calls is not called", async () => {
  const { network, alice, bob, bobId, aliceId } = await aliceAndBob()
  await expect(bob.core.sendCommand(`/_call status @${aliceId} connected`)).resolves.toContain(
    "noCurrentCall",
  )
  await alice.command(`/_call invite @${bobId} ${audio}`, "cmdOk")
  await network.idle()
  await expect(bob.core.sendCommand(`/_call offer @${aliceId} {}`)).rejects.toThrow(
    NotSimulatedError,
  )
  await bob.command(`/_set prefs @${aliceId} {"calls":{"allow":"no"}}`, "contactPrefsUpdated")
  await network.idle()
  expect(await alice.core.sendCommand(`/_call invite @${bobId} ${audio}`)).toContain(
    "feature not allowed Audio/video calls",
  )
})
