import type { T } from "@simplex-chat/types"
import { describe, expect, test } from "vitest"
import { openApi, turn, until } from "../../test/helpers/open-api.ts"
import { type Frame, recordedFrames } from "../../test/helpers/recordings.ts"
import { failure, refusal, result } from "@simplex-chat/core/scripted"
import { type FileProgress, InvalidArgumentError } from "../index.ts"

const frames = recordedFrames("d-files")

/** The recorded answer to a command, and the events that followed it. */
function after(ctrl: string, command: string) {
  const own = frames.filter((frame) => frame.ctrl === ctrl)
  const start = own.findIndex((frame) => "cmd" in frame && frame.cmd.startsWith(command))
  const rest = own.slice(start + 1)
  const answer = rest.find((frame) => "resp" in frame)!.resp
  return { answer: JSON.stringify(answer), events: rest.flatMap(eventOf) }
}

const eventOf = (frame: Frame): object[] =>
  "event" in frame && "result" in frame.event ? [frame.event.result] : []

const receiving = after("bob", "/freceive 1 ")
const sending = after("alice", '/_send @4 json [{"fileSource":{"filePath":"doc.bin"}')
const complete = receiving.events.find(({ type }: { type?: string }) => type === "rcvFileComplete")!
const transfer = { fileId: 1 }
const cancelled = result({ type: "rcvFileCancelled", rcvFileTransfer: transfer })
const contact: T.ChatRef = { chatType: "direct", chatId: 4 }

describe("receiving", () => {
  test("resolves when the file is complete, with its path, and reports progress", async () => {
    const { api, core } = await openApi(() => receiving.answer)
    const progress: FileProgress[] = []
    const received = api.receiveFile(1, { onProgress: (step) => progress.push(step) })
    core.emit(...receiving.events)
    expect(await received).toMatchObject({ fileId: 1, filePath: "doc.bin", cryptoArgs: undefined })
    expect(core.commands).toEqual(["/freceive 1 approved_relays=on"])
    expect(progress).toContainEqual({ transferred: 262144, total: 262144 })
  })

  test("takes the end that comes before the answer", async () => {
    let answer: (text: string) => void = () => {}
    const { api, core } = await openApi(() => new Promise((resolve) => (answer = resolve)))
    const received = api.receiveFile(1)
    core.emit(complete)
    await turn()
    answer(receiving.answer)
    expect(await received).toMatchObject({ filePath: "doc.bin" })
  })

  test("needs nothing of the core for a file that is there", async () => {
    const { chatItem } = complete as unknown as { chatItem: T.AChatItem }
    const { api, core } = await openApi()
    expect(await api.receiveFile(chatItem)).toMatchObject({ fileId: 1, filePath: "doc.bin" })
    expect(core.commands).toEqual([])
  })

  test("fails for an item without a file", async () => {
    const { chatItem } = structuredClone(complete) as unknown as { chatItem: T.AChatItem }
    delete chatItem.chatItem.file
    const { api } = await openApi()
    await expect(api.receiveFile(chatItem)).rejects.toMatchObject({ code: "noFile" })
  })

  test.each([
    ["cancelledBySender", { type: "rcvFileSndCancelled", rcvFileTransfer: transfer }],
    [
      "failed",
      {
        type: "rcvFileError",
        rcvFileTransfer: transfer,
        agentError: { type: "XFTP", serverAddress: "xftp://", xftpErr: { type: "AUTH" } },
      },
    ],
  ])("fails when the core says so: %s", async (code, event) => {
    const { api, core } = await openApi(() => receiving.answer)
    const received = api.receiveFile(1)
    core.emit({ ...event, rcvFileTransfer: { fileId: 2 } }, event)
    await expect(received).rejects.toMatchObject({ name: "FileTransferError", fileId: 1, code })
  })

  test("is an offer again once it has failed, whether or not the core cancels it", async () => {
    const failed = {
      type: "rcvFileError",
      rcvFileTransfer: transfer,
      agentError: { type: "INTERNAL", internalErr: "resource exhausted" },
    }
    for (const answer of [cancelled, refusal("fileCancel")]) {
      const { api, core } = await openApi((command) =>
        command.startsWith("/fcancel") ? answer : receiving.answer,
      )
      const received = api.receiveFile(1)
      core.emit(failed)
      await expect(received).rejects.toMatchObject({ code: "failed" })
      const later = api.receiveFile(1)
      core.emit(complete)
      expect(await later).toMatchObject({ filePath: "doc.bin" })
      const accepting = "/freceive 1 approved_relays=on"
      expect(core.commands).toEqual([accepting, "/fcancel 1", accepting])
    }
  })

  test("fails when the sender has cancelled before", async () => {
    const { api } = await openApi(() =>
      result({ type: "rcvFileAcceptedSndCancelled", rcvFileTransfer: transfer }),
    )
    await expect(api.receiveFile(1)).rejects.toMatchObject({ code: "cancelledBySender" })
  })

  test("fails when it is cancelled here meanwhile", async () => {
    const { api } = await openApi((command) =>
      command.startsWith("/fcancel") ? cancelled : receiving.answer,
    )
    const received = api.receiveFile(1)
    received.catch(() => {})
    await turn()
    await api.apiCancelFile(1)
    await expect(received).rejects.toMatchObject({ code: "cancelled" })
  })

  test("fails with the command's error when the file cannot be accepted", async () => {
    const { api } = await openApi(() => refusal("fileNotApproved"))
    await expect(api.receiveFile(1)).rejects.toMatchObject({
      name: "ChatCommandError",
      code: "fileNotApproved",
    })
  })

  describe("twice", () => {
    const again = (status: string) => {
      const { answer } = after("bob", "/fstatus 1")
      const recorded = JSON.parse(answer) as { result: { data: [object, T.AChatItem] } }
      recorded.result.data[1].chatItem.file!.fileStatus = { type: status } as T.CIFileStatus
      return (command: string) =>
        command.startsWith("/fstatus") ? JSON.stringify(recorded) : refusal("fileAlreadyReceiving")
    }

    test("at once is one transfer, and both get the file and their own progress", async () => {
      const { api, core } = await openApi(() => receiving.answer)
      const steps = [0, 0]
      const both = [0, 1].map((one) => api.receiveFile(1, { onProgress: () => steps[one]!++ }))
      await turn()
      core.emit(...receiving.events)
      const [first, second] = await Promise.all(both)
      expect(first).toEqual(second)
      expect(steps[0]).toBeGreaterThan(0)
      expect(steps[1]).toBe(steps[0])
      expect(core.commands).toEqual(["/freceive 1 approved_relays=on"])
    })

    test("after one's own deadline is the same transfer", async () => {
      const { api, core } = await openApi(() => receiving.answer)
      await expect(api.receiveFile(1, { timeoutMs: 1 })).rejects.toMatchObject({ code: "timeout" })
      const second = api.receiveFile(1)
      core.emit(complete)
      expect(await second).toMatchObject({ filePath: "doc.bin" })
      expect(core.commands).toHaveLength(1)
    })

    test("after a crash waits for what the core goes on with", async () => {
      const { api, core } = await openApi(again("rcvTransfer"))
      const received = api.receiveFile(1)
      await until(() => core.commands.length === 2)
      core.emit(complete)
      expect(await received).toMatchObject({ filePath: "doc.bin" })
    })

    test("when it became complete meanwhile gives the file at once", async () => {
      const { api } = await openApi(again("rcvComplete"))
      expect(await api.receiveFile(1)).toMatchObject({ fileId: 1, filePath: "doc.bin" })
    })

    test("when it was cancelled meanwhile fails", async () => {
      const { api } = await openApi(again("rcvCancelled"))
      await expect(api.receiveFile(1)).rejects.toMatchObject({ code: "cancelled" })
    })

    test("when it failed while no one waited is cancelled, and received anew", async () => {
      const answers = again("rcvError")
      const { api, core } = await openApi((command) => {
        const isCancelled = core.commands.includes("/fcancel 1")
        if (command.startsWith("/fcancel")) return cancelled
        return isCancelled ? receiving.answer : answers(command)
      })
      const received = api.receiveFile(1)
      await until(() => core.commands.length === 4)
      core.emit(complete)
      expect(await received).toMatchObject({ filePath: "doc.bin" })
      const accepting = "/freceive 1 approved_relays=on"
      expect(core.commands).toEqual([accepting, "/fstatus 1", "/fcancel 1", accepting])
    })

    test("when it failed and cannot be cancelled fails", async () => {
      const { api } = await openApi(again("rcvError"))
      await expect(api.receiveFile(1)).rejects.toMatchObject({
        name: "FileTransferError",
        code: "failed",
        cause: { name: "ChatCommandError" },
      })
    })

    test("after it failed is another transfer", async () => {
      const { api, core } = await openApi(() => receiving.answer)
      const first = api.receiveFile(1)
      core.emit({ type: "rcvFileSndCancelled", rcvFileTransfer: transfer })
      await expect(first).rejects.toMatchObject({ code: "cancelledBySender" })
      const second = api.receiveFile(1)
      core.emit(complete)
      await second
      expect(core.commands).toHaveLength(2)
    })
  })

  describe("into a folder", () => {
    const offered = (fileName: string) => {
      const { chatItem } = structuredClone(complete) as unknown as { chatItem: T.AChatItem }
      Object.assign(chatItem.chatItem.file!, { fileName, fileStatus: { type: "rcvInvitation" } })
      return chatItem
    }

    test.each([
      ["cat.jpg", "/srv/files/cat.jpg"],
      ["../../etc/cron.d/job", "/srv/files/job"],
      ["/etc/passwd", "/srv/files/passwd"],
      ["a\u0000b.txt", "/srv/files/ab.txt"],
    ])("takes a safe form of the sender's name: %j is %s", async (name, path) => {
      const { api, core } = await openApi(() => receiving.answer)
      const received = api.receiveFile(offered(name), { folder: "/srv/files" })
      core.emit(complete)
      await received
      expect(core.commands).toEqual([`/freceive 1 approved_relays=on ${path}`])
    })

    test("two of one name get names of their own", async () => {
      const { api, core } = await openApi((command) =>
        command.endsWith("/cat.jpg")
          ? failure({ type: "error", errorType: { type: "fileAlreadyExists", filePath: "" } })
          : receiving.answer,
      )
      const received = api.receiveFile(offered("cat.jpg"), { folder: "/srv/files" })
      await until(() => core.commands.length === 2)
      core.emit(complete)
      await received
      expect(core.commands[1]).toBe("/freceive 1 approved_relays=on /srv/files/cat-1.jpg")
    })

    test("a name is found where files of another database are", async () => {
      const { api, core } = await openApi((command) =>
        /\/cat(-1)?\.jpg$/.test(command)
          ? failure({ type: "error", errorType: { type: "fileAlreadyExists", filePath: "" } })
          : receiving.answer,
      )
      const received = api.receiveFile(offered("cat.jpg"), { folder: "/srv/files" })
      await until(() => core.commands.length === 3)
      core.emit(complete)
      await received
      expect(core.commands[2]).toMatch(/ \/srv\/files\/cat-1-[0-9a-f]{8}\.jpg$/)
    })

    test("of the working directory, to the core as to us", async () => {
      const { api, core } = await openApi(() => receiving.answer)
      const received = api.receiveFile(offered("cat.jpg"), { folder: "files" })
      core.emit(complete)
      await received
      expect(core.commands).toEqual([
        `/freceive 1 approved_relays=on ${process.cwd()}/files/cat.jpg`,
      ])
    })

    test("is refused together with a path", async () => {
      const { api, core } = await openApi()
      const both = { folder: "/srv", filePath: "/srv/a" }
      await expect(api.receiveFile(1, both)).rejects.toThrow(InvalidArgumentError)
      expect(core.commands).toEqual([])
    })
  })

  test("to a relative path means the working directory, to the core as to us", async () => {
    const { api, core } = await openApi(() => receiving.answer)
    await api.apiReceiveFile(1, { filePath: "cat.jpg" })
    expect(core.commands).toEqual([`/freceive 1 approved_relays=on ${process.cwd()}/cat.jpg`])
  })

  test.each([
    [
      "throws",
      (fault: Error) => {
        throw fault
      },
    ],
    ["rejects", (fault: Error) => Promise.reject(fault)],
  ])("goes on when onProgress %s, which is reported as what it is", async (_, fail) => {
    const { api, core, errors } = await openApi(() => receiving.answer)
    const fault = new Error("a fault of mine")
    const received = api.receiveFile(1, { onProgress: () => fail(fault) })
    core.emit(...receiving.events)
    await received
    expect(errors[0]).toMatchObject({
      code: "handlerFailed",
      message: "onProgress failed",
      cause: fault,
    })
  })

  test("is given up in time, by a signal, and when the api is closed", async () => {
    const { api } = await openApi(() => receiving.answer)
    await expect(api.receiveFile(1, { timeoutMs: 1 })).rejects.toMatchObject({
      name: "FileTransferError",
      code: "timeout",
    })
    const controller = new AbortController()
    const aborted = api.receiveFile(1, { signal: controller.signal })
    const closed = api.receiveFile(1)
    await turn()
    controller.abort("enough")
    await expect(aborted).rejects.toMatchObject({ code: "aborted", cause: "enough" })
    await Promise.all([api.close(), expect(closed).rejects.toMatchObject({ code: "closed" })])
  })
})

describe("sending", () => {
  test("resolves when the file is uploaded", async () => {
    const { api, core } = await openApi(() => sending.answer)
    const progress: FileProgress[] = []
    const sent = api.sendFile(contact, "doc.bin", "a doc", {
      onProgress: (step) => progress.push(step),
    })
    core.emit(...sending.events)
    expect(await sent).toMatchObject({
      fileId: 1,
      chatItem: { chatItem: { file: { fileStatus: { type: "sndComplete" } } } },
    })
    const message = {
      fileSource: { filePath: "doc.bin" },
      msgContent: { type: "file", text: "a doc" },
      mentions: {},
    }
    expect(core.commands).toEqual([`/_send @4 json ${JSON.stringify([message])}`])
    expect(progress).toContainEqual({ transferred: 262144, total: 262144 })
  })

  test("takes the end that comes before the answer", async () => {
    let answer: (text: string) => void = () => {}
    const { api, core } = await openApi(() => new Promise((resolve) => (answer = resolve)))
    const sent = api.sendFile(contact, { filePath: "doc.bin" })
    core.emit(...sending.events)
    await turn()
    answer(sending.answer)
    expect(await sent).toMatchObject({ fileId: 1 })
  })

  test("an image goes with its preview", async () => {
    const { api, core } = await openApi(() => sending.answer)
    const sent = api.sendImage(contact, "cat.jpg", { preview: "data:image/jpg;base64,AA==" })
    core.emit(...sending.events)
    await sent
    expect(core.commands[0]).toContain(
      '"msgContent":{"type":"image","text":"","image":"data:image/jpg;base64,AA=="}',
    )
  })

  test.each([
    ["failed", { type: "sndFileError", fileTransferMeta: transfer, errorMessage: "secret text" }],
  ])("fails when the core says so: %s", async (code, event) => {
    const { api, core } = await openApi(() => sending.answer)
    const sent = api.sendFile(contact, "doc.bin")
    core.emit(event)
    await expect(sent).rejects.toMatchObject({ code, message: "file 1: failed" })
  })

  test("fails with the command's error when there is no such file", async () => {
    const { api } = await openApi(() => refusal("fileNotFound"))
    await expect(api.sendFile(contact, "nope.bin")).rejects.toMatchObject({ code: "fileNotFound" })
  })

  test("goes for one user, too", async () => {
    const { api, core } = await openApi((command) =>
      command.startsWith("/_send")
        ? sending.answer
        : result({ type: "activeUser", user: { userId: command === "/user" ? 1 : 2 } }),
    )
    const sent = api.forUser(2).sendFile(contact, "doc.bin")
    core.emit(...sending.events)
    expect(await sent).toMatchObject({ fileId: 1 })
    expect(core.commands.slice(0, 2)).toEqual(["/user", "/_user 2"])
  })
})
