import { readFileSync, statSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { AnyEvent } from "@simplex-chat/api"
import { expect } from "../people/expect.ts"
import { pixel } from "../people/pixel.ts"
import { connect, friends, team } from "./friends.ts"
import { codeOf, refuses } from "./refuses.ts"
import { scenario } from "./scenario.ts"

const bytes = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + 7) % 256)

/** Files, images and voice messages. */
export const files = [
  scenario("a file arrives whole", { covers: ["d-files/files both ways"] }, async (world) => {
    const { toBob, toAlice } = await friends(world)
    await toBob.sendFile("report.bin", bytes(200_000))
    const offer = await toAlice.sees(({ file }) => file?.fileName === "report.bin")
    const filePath = await toAlice.receive(offer)
    expect(Buffer.compare(readFileSync(filePath), bytes(200_000)) === 0, "the bytes are the same")
  }),

  scenario(
    "the sender learns that the upload is complete",
    { covers: ["d-files/files both ways"] },
    async (world) => {
      const { alice, toBob } = await friends(world)
      const sent = await toBob.sendFile("report.bin", bytes(70_000))
      await alice.hears("sndFileCompleteXFTP", ({ chatItem }) => {
        return chatItem.chatItem.meta.itemId === sent.item.meta.itemId
      })
    },
  ),

  scenario("an image comes with its text", { covers: ["n-files/a small image"] }, async (world) => {
    const { toBob, toAlice } = await friends(world)
    await toBob.sendFile("sun.png", bytes(3000), { type: "image", text: "the sun", image: pixel })
    const seen = await toAlice.sees("the sun")
    const { content } = seen.item
    expect(
      content.type === "rcvMsgContent" && content.msgContent.type === "image",
      "it is an image with its text",
    )
  }),

  scenario(
    "an image without a file is sent as it is",
    { covers: ["n-files/an image without a file, an image with a wrong preview"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      await toBob.send({ type: "image", text: "", image: pixel })
      const seen = await toAlice.sees(({ content }) => {
        return content.type === "rcvMsgContent" && content.msgContent.type === "image"
      })
      expect(seen.item.file === undefined, "there is no file")
    },
  ),

  scenario(
    "a file in a group reaches every member",
    { covers: ["n-files/in a group"] },
    async (world) => {
      const { atAlice, atBob, atCarol } = await team(world)
      await atAlice.sendFile("minutes.bin", bytes(50_000))
      for (const chat of [atBob, atCarol]) {
        const offer = await chat.sees(({ file }) => file?.fileName === "minutes.bin")
        const filePath = await chat.receive(offer)
        expect(readFileSync(filePath).length === 50_000, "the file is complete")
      }
    },
  ),

  scenario(
    "a file that the sender cancels cannot be had",
    {
      covers: ["n-files/cancelled by the sender", "d-files/cancelling", "j-extra/cancelled files"],
    },
    async (world) => {
      const { alice, bob, toBob, toAlice } = await friends(world)
      const sent = await toBob.sendFile("secret.bin", bytes(90_000))
      const offer = await toAlice.sees(({ file }) => file !== undefined)
      const { file } = sent.item
      expect(file !== undefined && offer.item.file !== undefined, "both have the file")
      await alice.hears("sndFileCompleteXFTP")
      await alice.api.apiCancelFile(file.fileId)
      await bob.hears("rcvFileSndCancelled")
    },
  ),

  scenario(
    "encrypted files are read by their key alone",
    { covers: ["n-files/encrypted on both sides", "d-files/encrypted local files"] },
    async (world) => {
      const core = await world.openCore("local")
      const folder = (await world.person("zoe")).home.filesFolder
      const key = await core.writeFile(`${folder}/secret`, bytes(10_000))
      const read = await core.readFile(`${folder}/secret`, key)
      expect(Buffer.compare(Buffer.from(read), bytes(10_000)) === 0, "the bytes are the same")
      const onDisk = readFileSync(`${folder}/secret`)
      expect(!onDisk.includes(Buffer.from(bytes(64))), "the file is not readable as it is")
      await core.close()
    },
  ),

  scenario(
    "a voice message arrives with its length",
    { covers: ["n-files/voice"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      await toBob.sendFile("voice.m4a", bytes(4000), { type: "voice", text: "", duration: 7 })
      const { item } = await toAlice.sees(({ content }) => {
        return content.type === "rcvMsgContent" && content.msgContent.type === "voice"
      })
      const { content } = item
      expect(
        content.type === "rcvMsgContent" &&
          content.msgContent.type === "voice" &&
          content.msgContent.duration === 7,
        "it lasts seven seconds",
      )
    },
  ),

  scenario(
    "a video arrives with its preview",
    { covers: ["n-files/video with a preview"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      const video = { type: "video" as const, text: "waves", image: pixel, duration: 3 }
      await toBob.sendFile("waves.mp4", bytes(60_000), video)
      const { item } = await toAlice.sees("waves")
      expect(item.file?.fileName === "waves.mp4", "the file is offered")
    },
  ),

  scenario(
    "several files of one command arrive in order",
    { covers: ["n-files/several in one command"] },
    async (world) => {
      const { alice, toBob, toAlice } = await friends(world)
      const message = async (name: string) => {
        const filePath = join(alice.home.filesFolder, name)
        await writeFile(filePath, bytes(2000))
        const msgContent = { type: "file" as const, text: name }
        return { msgContent, mentions: {}, fileSource: { filePath } }
      }
      await alice.api.apiSendMessages(toBob.target, [
        await message("one.bin"),
        await message("two.bin"),
        await message("three.bin"),
      ])
      for (const name of ["one.bin", "two.bin", "three.bin"]) await toAlice.sees(name)
      const order = toAlice.messages().map(({ item }) => item.meta.itemText)
      expect(order.join() === "one.bin,two.bin,three.bin", `the order is kept, not ${order.join()}`)
    },
  ),

  scenario(
    "an offer that was refused can be taken later",
    { covers: ["n-files/cancelled by the receiver", "d-files/cancelling"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      await toBob.sendFile("unwanted.bin", bytes(100_000))
      const offer = await toAlice.seesFile()
      const { file } = offer.item
      expect(file !== undefined, "the file is offered")
      await bob.hears("rcvFileDescrReady")
      await bob.api.apiCancelFile(file.fileId)
      await bob.api.apiCancelFile(file.fileId) // as often as one likes
      expect(readFileSync(await toAlice.receive(offer)).length === 100_000, "it is complete")
    },
  ),

  scenario(
    "a download that the receiver cancels can be started again",
    { covers: ["n-files/cancelled by the receiver"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      await toBob.sendFile("unwanted.bin", bytes(3_000_000))
      const offer = await toAlice.seesFile()
      const { file } = offer.item
      expect(file !== undefined, "the file is offered")
      await bob.hears("rcvFileDescrReady")
      await bob.api.apiReceiveFile(file.fileId)
      const cancelled = await codeOf(bob.api.apiCancelFile(file.fileId))
      // A fast core may have it by then.
      expect(["success", "fileCancel"].includes(cancelled), `cancelled, not ${cancelled}`)
      if (cancelled === "fileCancel") return
      await bob.api.apiCancelFile(file.fileId)
      expect(readFileSync(await toAlice.receive(offer)).length === 3_000_000, "it is complete")
    },
  ),

  scenario(
    "a file that is taken before it is uploaded comes by itself, where it is wanted",
    { covers: ["n-files/received before the description: accepted at once"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      await toBob.sendFile("quick.bin", bytes(60_000))
      const { item } = await toAlice.seesFile()
      expect(item.file !== undefined, "the file is offered")
      const path = join(bob.home.filesFolder, "own-name.bin")
      const take = `/freceive ${item.file.fileId} approved_relays=on ${path}`
      expect((await bob.api.sendChatCmd(take)).type === "rcvFileAccepted", "it is accepted")
      await bob.hears("rcvFileComplete")
      expect(readFileSync(path).length === 60_000, "it is complete, at its place")
    },
  ),

  scenario(
    "a file that is marked to be received is taken at the next start",
    { covers: ["n-files/auto-accept with /_set_file_to_receive"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      await toBob.sendFile("auto.bin", bytes(30_000))
      const { item } = await toAlice.seesFile()
      expect(item.file !== undefined, "the file is offered")
      const mark = `/_set_file_to_receive ${item.file.fileId} approved_relays=on encrypt=off`
      await bob.api.sendChatCmd(mark)
      await bob.hears("rcvFileDescrReady")
      await bob.close()
      const again = await world.person("bob")
      await again.hears("rcvFileComplete")
    },
  ),

  scenario(
    "the file of a message that its sender deleted cannot be had",
    { covers: ["n-files/the message of a file is deleted"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      const sent = await toBob.sendFile("del.bin", bytes(30_000))
      const offer = await toAlice.seesFile()
      await bob.hears("rcvFileDescrReady")
      await toBob.delete(sent, "broadcast")
      await toAlice.seesDeletion(offer)
      const { file } = offer.item
      expect(file !== undefined, "the file was offered")
      await refuses(bob.api.apiReceiveFile(file.fileId), "fileCancelled")
    },
  ),

  scenario(
    "a core that is closed during an upload stops first, and goes on with it",
    {
      covers: [
        "n-files/closed without /_stop, at once after the command",
        "n-files/closed without /_stop, during the upload",
      ],
    },
    async (world) => {
      // Closed without `/_stop`, the real core loses the file: `close` always stops.
      const { alice, toBob, toAlice } = await friends(world)
      await toBob.sendFile("big.bin", bytes(3_000_000))
      await alice.close()
      await world.person("alice")
      const offer = await toAlice.seesFile()
      expect(readFileSync(await toAlice.receive(offer)).length === 3_000_000, "it is complete")
    },
  ),

  scenario(
    "servers of files that were not approved are not used",
    { covers: ["n-files/relays that were not approved"] },
    async (world) => {
      const alice = await world.person("alice")
      const xftp = world.servers?.xftp ?? [`xftp://${"A".repeat(43)}=@127.0.0.1:7002`]
      await alice.api.setServers({ xftp })
      // The servers of alice are none that dave knows.
      const dave = await world.person("dave", { ownServers: false })
      const { toBob: toDave, toAlice } = await connect(alice, dave)
      await toDave.sendFile("pic.png", bytes(3000))
      const { item } = await toAlice.seesFile()
      expect(item.file !== undefined, "the file is offered")
      await dave.hears("rcvFileDescrReady")
      const take = `/freceive ${item.file.fileId}`
      await refuses(dave.api.sendChatCmd(take), "fileNotApproved")
      await refuses(dave.api.sendChatCmd(`${take} approved_relays=off`), "fileNotApproved")
      await dave.api.sendChatCmd(`${take} approved_relays=on`)
      await dave.hears("rcvFileComplete")
    },
  ),

  scenario(
    "a file that does not exist cannot be sent",
    { covers: ["n-files/wrong paths and sizes"] },
    async (world) => {
      const { alice, toBob } = await friends(world)
      const filePath = join(alice.home.filesFolder, "missing.bin")
      await refuses(toBob.send({ type: "file", text: "" }, { filePath }), "fileNotFound")
    },
  ),

  scenario(
    "a quoted file shows what it was",
    { covers: ["n-files/quoted files"] },
    async (world) => {
      const { toBob, toAlice } = await friends(world)
      await toBob.sendFile("plan.pdf", bytes(3000), { type: "file", text: "the plan" })
      const seen = await toAlice.sees("the plan")
      await toAlice.say("thank you", { quoting: seen })
      const { item } = await toBob.sees("thank you")
      expect(item.quotedItem?.content.type === "file", "the quote is of a file")
    },
  ),

  scenario(
    "a file without a message is uploaded and downloaded by its link",
    { covers: ["n-files/standalone files"] },
    async (world) => {
      const [alice, bob] = [await world.person("alice"), await world.person("bob")]
      await writeFile(join(alice.home.filesFolder, "alone.bin"), bytes(40_000))
      await alice.api.sendChatCmd(`/_upload ${alice.userId} alone.bin`)
      const link = await alice.view.until("no link of the file", () => linkOf(alice.view.events))
      await bob.api.sendChatCmd(`/_download ${bob.userId} ${link} copy.bin`)
      await bob.view.until("the file is not complete", () => {
        return bob.view.events.find((event) => tagOf(event) === "rcvStandaloneFileComplete")
      })
      const copy = readFileSync(join(bob.home.filesFolder, "copy.bin"))
      expect(Buffer.compare(copy, bytes(40_000)) === 0, "the bytes are the same")
    },
  ),

  scenario(
    "a download goes on after a restart",
    { covers: ["n-files/stopped, closed and resumed after a restart"] },
    async (world) => {
      const { bob, toBob, toAlice } = await friends(world)
      await toBob.sendFile("big.bin", bytes(3_000_000))
      const { item } = await toAlice.sees(({ file }) => file !== undefined)
      const { file } = item
      expect(file !== undefined, "the file is offered")
      await bob.hears("rcvFileDescrReady")
      await bob.api.apiReceiveFile(file.fileId)
      await bob.close()
      const again = await world.person("bob")
      const path = join(again.home.filesFolder, "big.bin")
      await again.view.until("the download does not end", () => {
        // A fast core ends it before it is closed, and does not report it.
        if (sizeOf(path) === 3_000_000) return true
        const { events } = again.view
        return events.some(({ type }) => type === "rcvFileComplete") || undefined
      })
      const copy = readFileSync(path)
      expect(copy.length === 3_000_000, "the file is complete")
    },
  ),
]

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** The tag that the core gave an event, also one that is not declared. */
function tagOf(event: AnyEvent): string {
  return event.type === "unknown" ? event.tag : event.type
}

/** The first link of an uploaded file, which comes once the upload is complete. */
function linkOf(events: readonly AnyEvent[]): string | undefined {
  const complete = events.find((event) => tagOf(event) === "sndStandaloneFileComplete")
  return complete === undefined
    ? undefined
    : /simplex:\/file#[^"]+/.exec(JSON.stringify(complete))?.[0]
}
