/** The process of a core or of a bot: does what its parent orders. */
import type { Core } from "@simplex-chat/core"
import { openCore } from "@simplex-chat/core-ffi"
import type { Bot } from "@simplex-chat/bot"
import { programs } from "../../programs/index.ts"
import { FarCore, serveCore } from "./far-core.ts"
import {
  type Channel,
  type Message,
  type Opening,
  type Order,
  type Report,
  send,
} from "./messages.ts"

const channel = process as unknown as Channel
let bot: Bot | undefined

channel.on("message", (message: Message) => {
  if (message.kind !== "open" && message.kind !== "run" && message.kind !== "stop") return
  void obey(message).then(
    (report) => send(channel, report),
    (error: unknown) => send(channel, { kind: "failed", error: String(error) }),
  )
})
process.on("disconnect", () => process.exit(0))

async function obey(order: Order): Promise<Report> {
  switch (order.kind) {
    case "open":
      serveCore(channel, await open(order.opening))
      return { kind: "opened" }
    case "run": {
      const { opening, program, options } = order
      const db = opening === undefined ? new FarCore(channel) : await open(opening)
      bot = programs[program]({ ...options, db })
      await bot.start()
      return { kind: "running", address: bot.address ?? "" }
    }
    case "stop": {
      const { failure } = (await bot?.stop()) ?? {}
      if (failure !== undefined) throw failure
      return { kind: "stopped" }
    }
  }
}

function open({ filePrefix, lib }: Opening): Promise<Core> {
  return openCore({ filePrefix }, { library: { path: lib } })
}
