import { expect, test } from "vitest"
import { createNetwork, type Person } from "../index.ts"

/** The names of the people that a person knows. */
async function known({ core }: Person): Promise<string[]> {
  const answer = JSON.parse(await core.sendCommand("/_contacts 1")) as {
    result: { contacts: { profile: { displayName: string } }[] }
  }
  return answer.result.contacts.map(({ profile }) => profile.displayName)
}

async function aliceAndBob() {
  const network = createNetwork()
  return { network, alice: await network.person("alice"), bob: await network.person("bob") }
}

test("who asks incognito is known by a profile for this connection alone, whatever they are called", async () => {
  const { network, alice, bob } = await aliceAndBob()
  const events: { type: string; userCustomProfile?: { displayName: string } }[] = []
  network.observe((frame) => {
    if (frame.core !== "bob" || !("event" in frame)) return
    events.push((JSON.parse(frame.event) as { result: { type: string } }).result)
  })
  const address = await alice.address()
  const asked = await bob.command(`/connect incognito ${address}`, "sentInvitation")
  await network.idle()
  const name = asked.customUserProfile?.displayName ?? ""
  expect(name).toMatch(/^[A-Z][a-z]+[A-Z][a-z]+$/)
  expect(asked.connection.customUserProfileId).toBeGreaterThan(0)
  expect(await known(alice)).toEqual([name])
  const connected = events.find(({ type }) => type === "contactConnected")
  expect(connected?.userCustomProfile?.displayName).toBe(name)

  const renamed = '{"displayName":"robert","fullName":""}'
  const { updateSummary } = await bob.command(`/_profile 1 ${renamed}`, "userProfileUpdated")
  expect(updateSummary.updateSuccesses).toBe(0)
  await bob.in("@4").say("guess who")
  await alice.expectMessage("guess who")
  expect(await known(alice)).toEqual([name])
})

test("links may be made and used incognito; an address shows who is behind it", async () => {
  const { network, alice, bob } = await aliceAndBob()
  const { connLinkInvitation } = await alice.command("/_connect 1 incognito=on", "invitation")
  const link = connLinkInvitation.connShortLink ?? ""
  const used = await bob.command(
    `/_connect 1 incognito=on ${connLinkInvitation.connFullLink}`,
    "sentConfirmation",
  )
  await network.idle()
  expect(link).not.toBe("")
  expect(await known(alice)).toEqual([used.customUserProfile?.displayName])
  expect(await known(bob)).not.toEqual(["alice"])

  await alice.command("/_address 1", "userContactLinkCreated")
  const settings = '{"businessAddress":false,"autoAccept":{"acceptIncognito":true}}'
  const refusal = "incognito not allowed for address with short link data"
  expect(await alice.core.sendCommand(`/_address_settings 1 ${settings}`)).toContain(refusal)
  const address = await alice.address({ businessAddress: false })
  const carol = await network.person("carol")
  await carol.command(`/connect incognito ${address}`, "sentInvitation")
  await network.idle()
  expect(await alice.core.sendCommand("/_accept incognito=on 1")).toContain(refusal)
})

test("a group may be joined incognito: all its members know the same profile", async () => {
  const { network, alice, bob } = await aliceAndBob()
  const carol = await network.person("carol")
  await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
  const link = groupLink.connLinkContact.connFullLink
  await carol.joinGroup(link)
  const asked = await bob.command(`/connect incognito ${link}`, "sentInvitation")
  await network.idle()
  const name = asked.customUserProfile?.displayName
  await bob.in("#1").say("hello")
  await carol.expectMessage("hello")
  expect(carol.transcript().at(-1)?.from).toBe(name)
  const { group } = await bob.command("/_members #1", "groupMembers")
  expect(group.groupInfo.membership.memberProfile.displayName).toBe(name)
})

test("an incognito group cannot invite contacts who know its owner, nor any group those who do not", async () => {
  const { network, alice, bob } = await aliceAndBob()
  const profile = '{"displayName":"team","fullName":""}'
  const { groupInfo } = await bob.command(`/_group 1 incognito=on ${profile}`, "groupCreated")
  expect(groupInfo.membership.memberProfile.displayName).not.toBe("bob")
  await bob.connectTo(alice)
  const invite = `/_add #1 4 member`
  expect(await bob.core.sendCommand(invite)).toContain("groupIncognitoCantInvite")
  const other = '{"displayName":"other","fullName":""}'
  await bob.command(`/_group 1 ${other}`, "groupCreated")
  await alice.command("/_delete @4 full notify=off", "contactDeleted")
  const { connLinkInvitation } = await bob.command("/_connect 1 incognito=on", "invitation")
  await alice.command(`/_connect 1 ${connLinkInvitation.connFullLink}`, "sentConfirmation")
  await network.idle()
  expect(await bob.core.sendCommand("/_add #2 5 member")).toContain("contactIncognitoCantInvite")
})
