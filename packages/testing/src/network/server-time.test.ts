import { expect, test } from "vitest"
import { createNetwork, type NetworkOptions } from "../index.ts"

/** What alice reads in a group in which she speaks first and bob answers within the same second. */
async function groupRead(options: NetworkOptions) {
  const network = createNetwork(options)
  const [alice, bob] = [await network.person("alice"), await network.person("bob")]
  await alice.connectTo(bob)
  await alice.core.sendCommand('/_group 1 {"displayName":"friends","fullName":""}')
  await alice.core.sendCommand("/_add #1 4 member")
  await network.idle()
  await bob.core.sendCommand("/_join #1")
  await network.idle()
  network.clock.advance(60_300)
  const say = (text: string) =>
    `/_send #1 json [{"msgContent":{"type":"text","text":"${text}"},"mentions":{}}]`
  await alice.core.sendCommand(say("who is there?"))
  await network.idle()
  await bob.core.sendCommand(say("I am"))
  await network.idle()
  const { chat } = await alice.command("/_get chat #1 count=2", "apiChat")
  return chat.chatItems.map(({ meta }) => [meta.itemText, meta.itemTs.slice(17, 21)])
}

test("a group lists messages in the order in which they came", async () => {
  expect(await groupRead({})).toEqual([
    ["who is there?", "00.3"],
    ["I am", "00.3"],
  ])
})

test("servers that stamp with whole seconds put an answer before its question", async () => {
  expect(await groupRead({ serverTime: "seconds" })).toEqual([
    ["I am", "00Z"],
    ["who is there?", "00.3"],
  ])
})
