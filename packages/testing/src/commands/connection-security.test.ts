import type { T } from "@simplex-chat/types"
import { expect, test } from "vitest"
import { createNetwork, type Person } from "../index.ts"

async function aliceAndBob() {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await network.idle()
  const id = async (of: Person) =>
    (await of.command("/_contacts 1", "contactsList")).contacts[0]?.contactId ?? 0
  return { network, alice, bob, bobId: await id(alice), aliceId: await id(bob) }
}

/** The steps that a core's events report from here on. */
function steps(network: ReturnType<typeof createNetwork>) {
  const found: string[] = []
  network.observe((frame) => {
    if (!("event" in frame)) return
    const { result } = JSON.parse(frame.event) as {
      result?: { switchProgress?: T.SwitchProgress; ratchetSyncProgress?: T.RatchetSyncProgress }
    }
    const { switchProgress, ratchetSyncProgress } = result ?? {}
    if (switchProgress !== undefined)
      found.push(`${frame.core} ${switchProgress.queueDirection} ${switchProgress.switchPhase}`)
    if (ratchetSyncProgress !== undefined)
      found.push(`${frame.core} ${ratchetSyncProgress.ratchetSyncStatus}`)
  })
  return found
}

test("both sides of a connection see the same code, and compare it", async () => {
  const { alice, bob, bobId, aliceId } = await aliceAndBob()
  const { connectionCode: code } = await alice.command(`/_get code @${bobId}`, "contactCode")
  const { connectionCode } = await bob.command(`/_get code @${aliceId}`, "contactCode")
  expect(connectionCode).toBe(code)
  expect(code).toMatch(/^(\d{5} )+\d{1,5}$/)
  const wrong = await alice.command(`/_verify code @${bobId} 12345`, "connectionVerified")
  expect(wrong).toMatchObject({ verified: false, expectedCode: code })
  const digits = code.replaceAll(" ", "")
  const right = await alice.command(`/_verify code @${bobId} ${digits}`, "connectionVerified")
  expect(right.verified).toBe(true)
  const { contact } = await alice.command(`/_info @${bobId}`, "contactInfo")
  expect(contact.activeConn?.connectionCode?.securityCode).toBe(code)
  await alice.command(`/_verify code @${bobId}`, "connectionVerified")
  const { contact: after } = await alice.command(`/_info @${bobId}`, "contactInfo")
  expect(after.activeConn?.connectionCode).toBeUndefined()
})

test("a queue is moved to another server step by step, and messages go on", async () => {
  const { network, alice, bob, bobId } = await aliceAndBob()
  const found = steps(network)
  await alice.command(`/_switch @${bobId}`, "contactSwitchStarted")
  expect(await alice.core.sendCommand(`/_switch @${bobId}`)).toContain("PROHIBITED")
  await network.idle()
  const phases = ["started", "confirmed", "secured", "completed"]
  for (const phase of phases) {
    expect(found).toContain(`alice rcv ${phase}`)
    expect(found).toContain(`bob snd ${phase}`)
  }
  await alice.in(`@${bobId}`).say("still here")
  await bob.expectMessage("still here")
  expect(await alice.core.sendCommand(`/_abort switch @${bobId}`)).toContain("PROHIBITED")
})

test("moving a queue is given up before the other side hears of it", async () => {
  const network = createNetwork({ delivery: "manual" })
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  const connecting = alice.connectTo(bob)
  await network.idle()
  await connecting
  const { contacts } = await alice.command("/_contacts 1", "contactsList")
  const id = contacts[0]?.contactId ?? 0
  const found = steps(network)
  await alice.command(`/_switch @${id}`, "contactSwitchStarted")
  await alice.command(`/_abort switch @${id}`, "contactSwitchAborted")
  network.settle()
  expect(found.filter((step) => step.startsWith("alice"))).toEqual(["alice rcv started"])
})

test("new keys have to be forced while the old ones fit, and their code is not verified", async () => {
  const { network, alice, bobId } = await aliceAndBob()
  const { connectionCode } = await alice.command(`/_get code @${bobId}`, "contactCode")
  await alice.command(`/_verify code @${bobId} ${connectionCode}`, "connectionVerified")
  expect(await alice.core.sendCommand(`/_sync @${bobId}`)).toContain("PROHIBITED")
  const found = steps(network)
  await alice.command(`/_sync @${bobId} force=on`, "contactRatchetSyncStarted")
  await network.idle()
  expect(found.toSorted()).toEqual(["alice agreed", "alice ok", "bob agreed", "bob ok"])
  const { contact } = await alice.command(`/_info @${bobId}`, "contactInfo")
  expect(contact.activeConn?.connectionCode).toBeUndefined()
})

test("the same is done with a member, and refused with one who is not connected", async () => {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await network.idle()
  const profile = '{"displayName":"team","fullName":""}'
  const { groupInfo } = await alice.command(`/_group 1 ${profile}`, "groupCreated")
  const contacts = (await alice.command("/_contacts 1", "contactsList")).contacts
  const add = `/_add #${groupInfo.groupId} ${contacts[0]?.contactId ?? 0} member`
  const { member } = await alice.command(add, "sentGroupInvitation")
  const at = `#${groupInfo.groupId} ${member.groupMemberId}`
  expect(await alice.core.sendCommand(`/_get code ${at}`)).toContain("groupMemberNotActive")
  await network.idle()
  await bob.command("/_join #1", "userAcceptedGroupSent")
  await network.idle()
  const { member: host } = await bob.command("/_members #1", "groupMembers").then(({ group }) => ({
    member: group.members[0]?.groupMemberId ?? 0,
  }))
  const { connectionCode } = await alice.command(`/_get code ${at}`, "groupMemberCode")
  const other = await bob.command(`/_get code #1 ${host}`, "groupMemberCode")
  expect(other.connectionCode).toBe(connectionCode)
  const found = steps(network)
  await alice.command(`/_switch ${at}`, "groupMemberSwitchStarted")
  await alice.command(`/_sync ${at} force=on`, "groupMemberRatchetSyncStarted")
  await network.idle()
  expect(found).toContain("bob snd completed")
  expect(found).toContain("bob ok")
  await alice.command(`/_info ${at}`, "groupMemberInfo")
})
