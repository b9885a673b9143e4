import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ClosedError, FileError, InvalidArgumentError, TimeoutError } from "@simplex-chat/core"
import { expect, test } from "vitest"
import { createNetwork, NotSimulatedError } from "../index.ts"

test("events are delivered once, and a receive waits for the next", async () => {
  const network = createNetwork()
  const core = network.openCore({ name: "alice" })
  await core.sendCommand(
    '/_create user {"profile":{"displayName":"alice","fullName":""},"pastTimestamp":false}',
  )
  await core.sendCommand("/_start")
  expect(await core.receive()).toEqual([expect.stringContaining("connectionsDiff")])
  const waiting = core.receive()
  await core.sendCommand("/_address 1")
  expect(await waiting).toEqual([expect.stringContaining("hostConnected")])
  const stopped = core.receive({ signal: AbortSignal.abort(new Error("stop")) })
  await expect(stopped).rejects.toThrow("stop")
})

test("a closed core refuses calls and ends waiting receives", async () => {
  const core = createNetwork().openCore()
  const waiting = core.receive()
  await core.close()
  await expect(waiting).rejects.toBeInstanceOf(ClosedError)
  await expect(core.sendCommand("/u")).rejects.toBeInstanceOf(ClosedError)
  await core.close()
})

test.each([-1, Number.NaN])("a call with a deadline of %s changes nothing", async (timeoutMs) => {
  const core = createNetwork().openCore()
  const user =
    '/_create user {"profile":{"displayName":"alice","fullName":""},"pastTimestamp":false}'
  await expect(core.sendCommand(user, { timeoutMs })).rejects.toThrow(InvalidArgumentError)
  expect(await core.sendCommand("/u")).toContain("noActiveUser")
})

test("misspelt options are refused, and change nothing", async () => {
  const core = createNetwork().openCore()
  for (const wrong of [{ timeoutMS: 5 }, { signals: AbortSignal.abort() }] as object[]) {
    await expect(core.sendCommand("/u", wrong)).rejects.toThrow(InvalidArgumentError)
    await expect(core.receive(wrong)).rejects.toThrow(InvalidArgumentError)
    await expect(core.close(wrong)).rejects.toThrow(InvalidArgumentError)
  }
  expect(await core.sendCommand("/u")).toContain("noActiveUser")
})

test("what is not simulated is refused by name", async () => {
  const { core } = await createNetwork().person("alice")
  const call = core.sendCommand("/sql chat SELECT 1")
  await expect(call).rejects.toBeInstanceOf(NotSimulatedError)
  await expect(call).rejects.toThrow("/sql chat")
})

test("faults: a command that hangs, and a receive that fails", async () => {
  const network = createNetwork()
  const core = network.openCore({ name: "alice" })
  network.faults.hang("alice", "/u")
  await expect(core.sendCommand("/u", { timeoutMs: 1 })).rejects.toBeInstanceOf(TimeoutError)
  expect(await core.sendCommand("/u")).toContain("noActiveUser")
  await core.sendCommand(
    '/_create user {"profile":{"displayName":"alice","fullName":""},"pastTimestamp":false}',
  )
  await core.sendCommand("/_start")
  await core.sendCommand("/_address 1")
  network.faults.failReceive("alice")
  await expect(core.receive()).rejects.toThrow("chat_recv_msg_wait")
  expect(await core.receive()).toHaveLength(2)
})

test("encrypted files: the right key reads them, a wrong one is noticed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "testing-files-"))
  try {
    const core = createNetwork().openCore()
    const path = join(folder, "secret")
    const crypto = await core.writeFile(path, Buffer.from("hello"))
    expect(readFileSync(path).includes("hello")).toBe(false)
    expect(Buffer.from(await core.readFile(path, crypto)).toString()).toBe("hello")
    const other = await core.writeFile(join(folder, "other"), Buffer.from("x"))
    await expect(core.readFile(path, other)).rejects.toThrow("FTCEInvalidAuthTag")
    await expect(core.readFile(path, { fileKey: "", fileNonce: "" })).rejects.toThrow(
      "invalid length",
    )
    writeFileSync(join(folder, "plain"), "text")
    const encrypted = await core.encryptFile(join(folder, "plain"), join(folder, "encrypted"))
    await core.decryptFile(join(folder, "encrypted"), encrypted, join(folder, "again"))
    expect(readFileSync(join(folder, "again"), "utf8")).toBe("text")
    await expect(core.encryptFile(join(folder, "none"), path)).rejects.toBeInstanceOf(FileError)
    expect(existsSync(join(folder, "none"))).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test("the clock takes disappearing messages away", async () => {
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  await alice.connectTo(bob)
  const message = [{ msgContent: { type: "text", text: "soon gone" }, mentions: {} }]
  await alice.command(`/_send @4 ttl=60 json ${JSON.stringify(message)}`, "newChatItems")
  await bob.expectMessage("soon gone")
  network.clock.advance(60_000)
  const { chat } = await alice.command("/_get chat @4 count=1 search=soon gone", "apiChat")
  expect(chat.chatItems).toEqual([])
})
