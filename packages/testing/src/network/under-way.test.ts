import { expect, test } from "vitest"
import { createNetwork } from "../index.ts"

test("what is under way is listed in order, also what has to wait", async () => {
  const network = createNetwork({ delivery: "manual" })
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  expect(network.underWay()).toEqual([])
  network.faults.offline("bob")
  for (const text of ["one", "two"])
    await alice.core.sendCommand(
      `/_send @4 json ${JSON.stringify([{ msgContent: { type: "text", text }, mentions: {} }])}`,
    )
  const forBob = () => network.underWay().filter(({ core }) => core === "bob")
  expect(forBob().map(({ kind }) => kind)).toEqual(["messages", "messages"])
  expect(network.pending().filter(({ core }) => core === "bob")).toEqual([])
  network.faults.offline("bob", false)
  network.settle()
  expect(network.underWay()).toEqual([])
  expect(bob.transcript().map(({ text }) => text)).toEqual(["one", "two"])
})
