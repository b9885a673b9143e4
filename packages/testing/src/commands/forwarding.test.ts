import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { createNetwork } from "../index.ts"

async function aliceBobAndCarol() {
  const folder = mkdtempSync(join(tmpdir(), "forwarding-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const network = createNetwork()
  const alice = await network.person("alice")
  const bob = await network.person("bob")
  const carol = await network.person("carol")
  await bob.connectTo(alice)
  await carol.connectTo(bob)
  const paths = { appFilesFolder: folder, appTempFolder: folder, appAssetsFolder: folder }
  for (const person of [alice, bob, carol])
    await person.command(`/set file paths ${JSON.stringify(paths)}`, "cmdOk")
  return { network, folder, alice, bob, carol }
}

test("a forwarded message says so, and to its sender from where", async () => {
  const { alice, bob, carol } = await aliceBobAndCarol()
  await alice.in("@4").say("pass it on")
  const { id } = await bob.expectMessage("pass it on").then(async () => {
    const { chat } = await bob.command("/_get chat @4 count=1", "apiChat")
    return { id: chat.chatItems[0]?.meta.itemId ?? 0 }
  })
  const plan = await bob.command(`/_forward plan @4 ${id},999`, "forwardPlan")
  expect(plan).toMatchObject({ itemsCount: 2, chatItemIds: [id] })
  const { chatItems } = await bob.command(`/_forward @5 @4 ${id}`, "newChatItems")
  expect(chatItems[0]?.chatItem.meta).toMatchObject({
    itemForwarded: { type: "contact", chatName: "alice", msgDir: "rcv", chatItemId: id },
    editable: false,
  })
  await carol.expectMessage("pass it on")
  const { chat } = await carol.command("/_get chat @4 count=1", "apiChat")
  expect(chat.chatItems[0]?.meta.itemForwarded).toEqual({ type: "unknown" })
})

test("a file goes with its message once it is there, and the plan says when it is not", async () => {
  const { network, folder, alice, bob } = await aliceBobAndCarol()
  writeFileSync(join(folder, "notes.txt"), "hello")
  const message = { fileSource: { filePath: "notes.txt" }, msgContent: { type: "file", text: "" } }
  await alice.command(`/_send @4 json ${JSON.stringify([message])}`, "newChatItems")
  await network.idle()
  const { chat } = await bob.command("/_get chat @4 count=1", "apiChat")
  const { meta, file } = chat.chatItems[0] ?? {}
  const plan = () => bob.command(`/_forward plan @4 ${meta?.itemId ?? 0}`, "forwardPlan")
  expect((await plan()).forwardConfirmation).toEqual({
    type: "filesNotAccepted",
    fileIds: [file?.fileId],
  })
  // Without the file nothing is left of the message.
  const without = await bob.command(`/_forward @5 @4 ${meta?.itemId ?? 0}`, "newChatItems")
  expect(without.chatItems).toEqual([])
  await bob.command(`/freceive ${file?.fileId ?? 0}`, "rcvFileAccepted")
  await network.idle()
  expect((await plan()).forwardConfirmation).toBeUndefined()
  const { chatItems } = await bob.command(`/_forward @5 @4 ${meta?.itemId ?? 0}`, "newChatItems")
  expect(chatItems[0]?.chatItem.file?.fileStatus.type).toBe("sndStored")
  await network.idle()
})

test("what is no message is not forwarded; notes keep what is", async () => {
  const { alice, bob } = await aliceBobAndCarol()
  const { chat } = await bob.command("/_get chat @4 count=100", "apiChat")
  const banner = chat.chatItems.find(({ content }) => content.type === "chatBanner")
  const refused = await bob.core.sendCommand(`/_forward @5 @4 ${banner?.meta.itemId ?? 0}`)
  expect(refused).toContain("invalidForward")
  await alice.in("@4").say("remember this")
  await bob.expectMessage("remember this")
  const last = await bob.command("/_get chat @4 count=1", "apiChat")
  const id = last.chat.chatItems[0]?.meta.itemId ?? 0
  const { chatItems } = await bob.command(`/_forward *1 @4 ${id}`, "newChatItems")
  expect(chatItems[0]?.chatItem.chatDir).toEqual({ type: "localSnd" })
})
