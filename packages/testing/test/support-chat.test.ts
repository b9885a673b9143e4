import { expect, test } from "vitest"
import { createNetwork } from "../src/index.ts"

// The core does not send to members whose connection is deleted.

test("a message in the support chat of a member who left goes to the moderators alone", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
  const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
  const [bob, carol] = [await network.person("bob"), await network.person("carol")]
  for (const person of [bob, carol]) {
    await person.joinGroup(groupLink.connLinkContact.connFullLink)
  }
  const { group } = await alice.command("/_members #1", "groupMembers")
  const idOf = (name: string) =>
    group.members.find(({ localDisplayName }) => localDisplayName === name)?.groupMemberId
  await alice.command(`/_member role #1 ${idOf("carol")} moderator`, "membersRoleUser")
  await bob.command("/_leave #1", "leftMemberUser")
  await network.idle()

  const support = `#1(_support:${idOf("bob")})`
  await alice.in(support).say("why did bob leave?")
  await carol.expectMessage("why did bob leave?")
  await bob.expectSilence()
  const { chat } = await alice.command(`/_get chat ${support} count=1`, "apiChat")
  // Complete with carol: it does not wait for bob, who can never confirm it.
  expect(chat.chatItems[0]?.meta.itemStatus).toEqual({
    type: "sndRcvd",
    msgRcptStatus: "ok",
    sndProgress: "complete",
  })
})
