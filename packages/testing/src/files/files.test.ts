import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork, type Frame, type Person } from "../index.ts"

// The ways of files that are cancelled, refused or lost; each is in the session n-files.

const own = "xftp://CUZl5-RIAeJC0CxpeWl7b63iC4XwieC8vdp9-Gf3SFg=@127.0.0.1:7002"

async function pair() {
  const folder = mkdtempSync(join(tmpdir(), "files-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const network = createNetwork()
  const events: string[] = []
  network.observe((frame: Frame) => {
    if (!("event" in frame)) return
    const { result, error } = JSON.parse(frame.event) as Record<string, Record<string, unknown>>
    const inner = (error?.["errorType"] ?? error?.["storeError"]) as { type: string } | undefined
    events.push(`${frame.core} ${inner?.type ?? String(result?.["type"])}`)
  })
  const people: Person[] = []
  for (const name of ["alice", "bob"]) {
    const person = await network.person(name)
    const files = join(folder, name)
    mkdirSync(files)
    const paths = { appFilesFolder: files, appTempFolder: folder, appAssetsFolder: folder }
    await person.command(`/set file paths ${JSON.stringify(paths)}`, "cmdOk")
    people.push(person)
  }
  const [alice, bob] = people as [Person, Person]
  await alice.connectTo(bob)
  const at = (...path: string[]) => join(folder, ...path)
  const send = async (name: string, bytes: Uint8Array) => {
    writeFileSync(at("alice", name), bytes)
    await alice.command(sending(at("alice", name)), "newChatItems")
    await network.idle()
  }
  return { network, alice, bob, at, send, events }
}

const sending = (...files: string[]) =>
  `/_send @4 json ${JSON.stringify(
    files.map((filePath) => ({
      fileSource: { filePath },
      msgContent: { type: "file", text: "" },
      mentions: {},
    })),
  )}`

async function refusal(person: Person, command: string): Promise<unknown> {
  const answer = JSON.parse(await person.core.sendCommand(command)) as Record<string, object>
  return (answer["error"] as { errorType?: unknown } | undefined)?.errorType
}

async function statusOf(person: Person): Promise<unknown> {
  const { chat } = await person.command("/_get chat @4 count=1", "apiChat")
  return chat.chatItems[0]?.file?.fileStatus.type
}

test("a file whose receiving is cancelled is offered again, as often as one likes", async () => {
  const { network, bob, send, events } = await pair()
  await send("doc.bin", new Uint8Array(100))
  await bob.command("/freceive 1 approved_relays=on", "rcvFileAccepted")
  await bob.command("/fcancel 1", "rcvFileCancelled")
  await bob.command("/fcancel 1", "rcvFileCancelled")
  await network.idle()
  expect(events).toContain("bob rcvFileNotFoundXFTP")
  expect(await statusOf(bob)).toBe("rcvInvitation")
  await bob.command("/freceive 1 approved_relays=on", "rcvFileAccepted")
  await network.idle()
  expect(await statusOf(bob)).toBe("rcvComplete")
})

test("a server that is not one's own has to be approved", async () => {
  const { network, alice, bob, at, send, events } = await pair()
  await alice.command(`/xftp ${own}`, "cmdOk")
  await send("doc.bin", new Uint8Array(100))
  const refused = { type: "fileNotApproved", fileId: 1, unknownServers: [own] }
  expect(await refusal(bob, "/freceive 1")).toEqual(refused)
  expect(events.at(-1)).toBe("bob chatItemUpdated")
  expect(await refusal(bob, "/freceive 1 approved_relays=off")).toEqual(refused)
  await bob.command("/freceive 1 approved_relays=on", "rcvFileAccepted")
  await network.idle()
  expect(existsSync(at("bob", "doc.bin"))).toBe(true)
})

test("a server that both chose needs no approval", async () => {
  const { alice, bob, send } = await pair()
  for (const person of [alice, bob]) await person.command(`/xftp ${own}`, "cmdOk")
  await send("doc.bin", new Uint8Array(100))
  expect(await refusal(bob, "/freceive 1")).toBe(undefined)
})

test("a file is not received over another", async () => {
  const { bob, at, send } = await pair()
  await send("doc.bin", new Uint8Array(100))
  writeFileSync(at("bob", "mine.bin"), "mine")
  for (const filePath of [at("bob", "mine.bin"), at("nowhere", "x.bin")])
    expect(await refusal(bob, `/freceive 1 ${filePath}`)).toEqual({
      type: "fileAlreadyExists",
      filePath,
    })
  // Whether it comes inside messages is asked in vain: files do not any more.
  await bob.command(`/freceive 1 inline=on ${at("bob", "new.bin")}`, "rcvFileAccepted")
})

test("a message with an empty file does not arrive", async () => {
  const { bob, send, events } = await pair()
  await send("empty.bin", new Uint8Array())
  expect(events).toContain("bob fileSize")
  expect(events).toContain("bob fileIdNotFoundBySharedMsgId")
  expect(await statusOf(bob)).toBe(undefined)
})

test("a file of more than 1 GiB is not sent", async () => {
  const { alice, at } = await pair()
  const filePath = at("alice", "huge.bin")
  writeFileSync(filePath, "")
  truncateSync(filePath, 1024 ** 3 + 1)
  expect(await refusal(alice, sending(filePath))).toEqual({ type: "fileSize", filePath })
})

test("what is set to be received comes at the next start", async () => {
  const { network, bob, send, events } = await pair()
  await send("doc.bin", new Uint8Array(100))
  await bob.command("/_set_file_to_receive 1 approved_relays=on", "cmdOk")
  await network.idle()
  expect(await statusOf(bob)).toBe("rcvInvitation")
  await bob.command("/_stop", "chatStopped")
  await bob.command("/_start", "chatStarted")
  await network.idle()
  expect(events).toContain("bob rcvFileAccepted")
  expect(await statusOf(bob)).toBe("rcvComplete")
})

test("a file of a batch that is refused is uploaded all the same", async () => {
  const { network, alice, at, events } = await pair()
  writeFileSync(at("alice", "good.bin"), "good")
  const batch = sending(at("alice", "good.bin"), at("alice", "nothing.bin"))
  expect(await refusal(alice, batch)).toMatchObject({ type: "fileNotFound" })
  await network.idle()
  expect(events).toContain("alice sndStandaloneFileComplete")
})

test("the file of a message that its sender deletes cannot be received", async () => {
  const { network, alice, bob, send } = await pair()
  await send("doc.bin", new Uint8Array(100))
  const { chat } = await alice.command("/_get chat @4 count=1", "apiChat")
  const id = chat.chatItems[0]?.meta.itemId ?? 0
  await alice.command(`/_delete item @4 ${id} broadcast`, "chatItemsDeleted")
  await network.idle()
  expect(await statusOf(bob)).toBe("rcvCancelled")
  expect(await refusal(bob, "/freceive 1")).toMatchObject({ type: "fileCancelled" })
})

test("an upload that has not begun is lost when the core is closed without being stopped", async () => {
  const folder = mkdtempSync(join(tmpdir(), "files-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const network = createNetwork({ delivery: "manual" })
  const tags: unknown[] = []
  network.observe((frame) => {
    if (!("event" in frame) || frame.core !== "alice") return
    tags.push((JSON.parse(frame.event) as { result?: { type: string } }).result?.type)
  })
  const database = join(folder, "database")
  const alice = network.openCore({ name: "alice", folder: database })
  const bob = await network.person("bob")
  const address = await bob.address()
  for (const command of [
    '/_create user {"profile":{"displayName":"alice","fullName":""},"pastTimestamp":false}',
    "/_start",
    `/c ${address}`,
  ])
    await alice.sendCommand(command)
  network.settle()
  writeFileSync(join(folder, "doc.bin"), "doc")
  await alice.sendCommand(sending(join(folder, "doc.bin")))
  await alice.close()
  const again = network.openCore({ name: "alice", folder: database })
  await again.sendCommand("/_start")
  network.settle()
  expect(tags).toContain("sndFileError")
  expect(tags).not.toContain("sndFileCompleteXFTP")
})
