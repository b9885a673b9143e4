import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork } from "../index.ts"

const encryption = (currentKey: string, newKey: string) =>
  `/_db encryption ${JSON.stringify({ currentKey, newKey })}`

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "databases-"))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test("a database is encrypted while the chat is stopped, and then has to be opened again", async () => {
  const network = createNetwork()
  const path = folder()
  const { core } = await network.person("alice", { folder: path })
  expect(await core.sendCommand(encryption("", "key"))).toContain("chatNotStopped")
  await core.sendCommand("/_stop")
  expect(await core.sendCommand(encryption("wrong", "key"))).toContain("errorPlaintext")
  expect(await core.sendCommand(encryption("", "key"))).toContain("cmdOk")
  expect(await core.sendCommand(encryption("", "other"))).toContain("errorEncrypted")
  expect(await core.sendCommand(encryption("wrong", "other"))).toContain("errorNotADatabase")
  expect(await core.sendCommand("/users")).toContain("dBException")
  expect(await core.sendCommand("/_start")).toContain("chatStoreChanged")
  expect(await core.sendCommand("/user")).toContain("activeUser")
  await core.close()
  const again = network.openCore({ name: "alice", folder: path })
  expect(await again.sendCommand("/_start")).toContain("chatStarted")
})

test("what is deleted is gone once the core is opened again", async () => {
  const network = createNetwork()
  const path = folder()
  const { core } = await network.person("alice", { folder: path })
  expect(await core.sendCommand("/_db delete")).toContain("chatNotStopped")
  await core.sendCommand("/_stop")
  expect(await core.sendCommand("/_db delete")).toContain("cmdOk")
  expect(await core.sendCommand("/_start")).toContain("chatStoreChanged")
  await core.close()
  const again = network.openCore({ name: "alice", folder: path })
  expect(await again.sendCommand("/user")).toContain("noActiveUser")
})
