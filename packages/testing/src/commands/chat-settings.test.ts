import { expect, test } from "vitest"
import { createNetwork, type Person } from "../index.ts"

async function aliceAndBob() {
  const network = createNetwork()
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await bob.connectTo(alice)
  return { network, alice, bob }
}

async function contact(person: Person) {
  const { contacts } = await person.command("/_contacts 1", "contactsList")
  return contacts[0]
}

test("chats have tags, which a user names, orders and deletes", async () => {
  const { alice } = await aliceAndBob()
  await alice.command('/_create tag {"text":"work","emoji":"💼"}', "chatTags")
  const { userTags } = await alice.command('/_create tag {"text":"family"}', "chatTags")
  expect(userTags).toEqual([
    { chatTagId: 1, chatTagText: "work", chatTagEmoji: "💼" },
    { chatTagId: 2, chatTagText: "family" },
  ])
  await alice.command("/_reorder tags 2,1", "cmdOk")
  const updated = await alice.command("/_tags @4 1,2", "tagsUpdated")
  expect(updated.userTags.map(({ chatTagId }) => chatTagId)).toEqual([2, 1])
  expect((await contact(alice))?.chatTags).toEqual([1, 2])
  await alice.command('/_update tag 2 {"text":"friends"}', "cmdOk")
  await alice.command("/_delete tag 1", "cmdOk")
  expect((await contact(alice))?.chatTags).toEqual([2])
  const left = await alice.command("/_get tags 1", "chatTags")
  expect(left.userTags).toEqual([{ chatTagId: 2, chatTagText: "friends" }])
})

test("old messages are deleted once a chat keeps them for a time only", async () => {
  const { network, alice, bob } = await aliceAndBob()
  await bob.say("old")
  await alice.expectMessage("old")
  network.clock.advance(100_000)
  await bob.say("new")
  await alice.expectMessage("new")
  const texts = async () => {
    const { chat } = await alice.command("/_get chat @4 count=100", "apiChat")
    return chat.chatItems.flatMap(({ content, meta }) =>
      content.type === "rcvMsgContent" ? [meta.itemText] : [],
    )
  }
  expect(await texts()).toEqual(["old", "new"])
  await alice.command("/_ttl 1 @4 60", "cmdOk")
  expect(await texts()).toEqual(["new"])
  expect((await contact(alice))?.chatItemTTL).toBe(60)
  await alice.command("/_ttl 1 86400", "cmdOk")
  expect(await alice.command("/_ttl 1", "chatItemTTL")).toMatchObject({ chatItemTTL: 86400 })
})

test("who mutes a chat, or likes it, finds it so", async () => {
  const { alice } = await aliceAndBob()
  const settings = '{"enableNtfs":"none","sendRcpts":null,"favorite":true}'
  await alice.command(`/_settings @4 ${settings}`, "cmdOk")
  expect((await contact(alice))?.chatSettings).toEqual({ enableNtfs: "none", favorite: true })
})
