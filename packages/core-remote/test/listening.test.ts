import { result, ScriptedCore } from "@simplex-chat/core/scripted"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { connect as connectSocket } from "node:net"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, beforeEach, expect, test } from "vitest"
import { connectCore, serveCore } from "../src/index.ts"

const token = "a token of enough letters"
const core = () => new ScriptedCore(() => result({ type: "x" }))

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "core-remote-"))))
afterEach(() => rmSync(folder, { recursive: true }))

test("a file that is no socket is not replaced by one", async () => {
  const socket = join(folder, "bot_chat.db")
  writeFileSync(socket, "a database")
  mkdirSync(join(folder, "folder"))
  for (const taken of [socket, join(folder, "folder")])
    await expect(serveCore(core(), { token, socket: taken })).rejects.toThrow(
      `socket: ${taken} is another kind of file; choose another path`,
    )
  expect(readFileSync(socket, "utf8")).toBe("a database")
})

test("a folder that does not exist is named", async () => {
  const socket = join(folder, "missing", "core.sock")
  await expect(serveCore(core(), { token, socket })).rejects.toThrow(
    `socket: ${socket} cannot be listened on: its folder does not exist`,
  )
})

test("a path that is too long for a socket is refused", async () => {
  const socket = join(folder, "x".repeat(120))
  await expect(serveCore(core(), { token, socket })).rejects.toThrow(
    /^socket: .* cannot be listened on/,
  )
})

test.each(["a b", "ä", "50%", "a%20b", "a#b", "a?b", "a:b"])(
  "clients reach a socket in a folder named %s",
  async (name) => {
    mkdirSync(join(folder, name))
    const served = await serveCore(core(), { token, socket: join(folder, name, "core.sock") })
    const remote = await connectCore(served.url, { token })
    expect(await remote.sendCommand("/u")).toBe(result({ type: "x" }))
    await remote.close()
    await served.close()
  },
)

test("a socket may be named from the current folder, and addressed as it is written", async () => {
  const socket = relative(process.cwd(), join(folder, "my core.sock"))
  const served = await serveCore(core(), { token, socket })
  for (const url of [served.url, `ws+unix://${join(folder, "my core.sock")}`]) {
    const remote = await connectCore(url, { token })
    expect(await remote.sendCommand("/u")).toBe(result({ type: "x" }))
    await remote.close()
  }
  await served.close()
})

test.each([{ token }, {}])("a path that no socket can have is not reached: %j", async (options) => {
  const path = `/${"x".repeat(120)}`
  await expect(connectCore(`ws+unix://${path}`, options)).rejects.toMatchObject({
    name: "ConnectError",
    reason: "unreachable",
    address: path,
  })
})

test("the socket of a server that closes is gone, and can be used again", async () => {
  const socket = join(folder, "core.sock")
  for (let n = 0; n < 2; n++) {
    const served = await serveCore(core(), { token, socket })
    const remote = await connectCore(served.url, { token })
    expect(await remote.sendCommand("/u")).toBe(result({ type: "x" }))
    await remote.close()
    await served.close()
    await expect(connectCore(served.url, { token })).rejects.toMatchObject({
      reason: "unreachable",
    })
  }
})

test("of two servers that begin at once on one port, one is refused", async () => {
  const first = await serveCore(core(), { token, port: 0 })
  const port = Number(new URL(first.url).port)
  await first.close()
  const begun = await Promise.allSettled([1, 2].map(() => serveCore(core(), { token, port })))
  expect(begun.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
  for (const one of begun) if (one.status === "fulfilled") await one.value.close()
})

test("an interface of IPv6 has an address that clients understand", async ({ skip }) => {
  const served = await serveCore(core(), { token, port: 0, host: "::1" }).catch(() => skip())
  const remote = await connectCore(served.url, { token })
  expect(await remote.sendCommand("/u")).toBe(result({ type: "x" }))
  await remote.close()
  await served.close()
})

test.each([
  ["nothing", ""],
  ["half a request", "GET / HTTP/1.1\r\nHost: x\r\n"],
])("a client that sends %s does not keep a server from closing", async (_, text) => {
  const served = await serveCore(core(), { token, port: 0 })
  const { port } = new URL(served.url)
  const half = connectSocket(Number(port), "127.0.0.1")
  half.on("error", () => {})
  await new Promise<void>((resolve) => half.write(text, () => resolve()))
  const closed = served.close().then(() => "closed")
  expect(await Promise.race([closed, sleep(5000, "open", { ref: false })])).toBe("closed")
})

test.each([
  "",
  " ",
  "a token of enough\nletters",
  " a token of enough letters",
  "enough letters, ß",
])("a token that no header can carry is refused on both sides: %j", async (wrong) => {
  const refused = { name: "InvalidArgumentError", argument: "token" }
  await expect(serveCore(core(), { token: wrong, port: 0 })).rejects.toMatchObject(refused)
  await expect(connectCore("ws://127.0.0.1:1", { token: wrong })).rejects.toMatchObject(refused)
})
