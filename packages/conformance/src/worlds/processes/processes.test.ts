import { ClosedError } from "@simplex-chat/core"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { describeNative, stub } from "../../../../core-ffi/test/native.ts"
import { MemoryWorld } from "../memory.ts"
import { BotProcess } from "./bot-process.ts"
import { Child } from "./child.ts"
import { CoreProcess } from "./core-process.ts"
import { FarCore } from "./far-core.ts"

const folder = mkdtempSync(join(tmpdir(), "processes-"))
afterAll(() => rmSync(folder, { recursive: true }))

// The stub of libsimplex stands for a real one: what is tested here is the way to it.
describeNative("a core in a process of its own", () => {
  const opening = { filePrefix: join(folder, "core"), lib: stub }

  test("carries out commands, receives, and ends its process when it is closed", async () => {
    const core = await CoreProcess.open(opening)
    await core.sendCommand("/stub event received")
    expect(await core.sendCommand("/stub echo ünïcode 😀")).toBe("ünïcode 😀")
    expect(await core.receive()).toContain("received")
    await core.close()
    await expect(core.sendCommand("/users")).rejects.toThrow(ClosedError)
  })

  test("what is under way when the process is killed fails, and does not hang", async () => {
    const child = new Child()
    await child.order({ kind: "open", opening: { ...opening, filePrefix: join(folder, "killed") } })
    const core = new FarCore(child.channel)
    const waiting = core.receive().catch((error: unknown) => error)
    await child.kill()
    expect(await waiting).toBeInstanceOf(ClosedError)
    await expect(core.sendCommand("/users")).rejects.toThrow(ClosedError)
    expect(child.isGone).toBe(true)
  })
})

test("a library that cannot be opened is an error that says so", async () => {
  const opening = { filePrefix: join(folder, "none"), lib: join(folder, "no-such-folder") }
  await expect(CoreProcess.open(opening)).rejects.toThrow("no-such-folder")
})

test("a bot that cannot start is an error, and its process ends", async () => {
  const world = new MemoryWorld()
  const options = { servers: { smp: [] }, logging: "silent" } as const
  const launch = { program: "echo", options, isKilled: true } as const
  const core = await world.openCore("robot")
  await expect(BotProcess.start(launch, core)).rejects.toThrow("servers.smp")
  await world.close()
})
