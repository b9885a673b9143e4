// The host of a bot and the people who write to it, all on one in-memory network whose cores persist. It
// is killed at any time and started again: people go on where they ended.
//
// node host-child.ts FOLDER URL NAME PEOPLE MESSAGES
import { ChatApi } from "@simplex-chat/api"
import { Bot } from "@simplex-chat/bot"
import { createNetwork } from "@simplex-chat/testing"
import type { T } from "@simplex-chat/types"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Host } from "../src/index.ts"

const [, , folder = "", url = "", name = "", ...sizes] = process.argv
const [people = 1, messages = 1] = sizes.map(Number)

const network = createNetwork({ seed: Date.now() })
const core = network.openCore({ name: "bot", folder: join(folder, "bot") })
const bot = new Bot({
  profile: { displayName: "bot" },
  db: core,
  logging: "silent",
  stateFile: join(folder, "state.db"),
  catchUp: { perChat: 1_000_000 },
})
const host = await new Host(bot, { url, name, partitions: 16 }).start()
// Cores in memory have nothing that keeps the process.
setInterval(() => {}, 1000)
process.stdout.write("started\n")

/** A person opens the app, and continues from what their own database has. */
async function write(person: string): Promise<void> {
  const api = await ChatApi.init(network.openCore({ name: person, folder: join(folder, person) }))
  const contact = await botOf(api, person)
  const { chatItems } = await api.apiGetChat(contact, { type: "last", count: 10_000 })
  const sent = chatItems.flatMap(({ content }) =>
    content.type === "sndMsgContent" ? [Number(content.msgContent.text.split(" ")[1])] : [],
  )
  for (let n = Math.max(0, ...sent) + 1; n <= messages; n++) {
    await api.apiSendTextMessage(contact, `${person} ${n}`)
    await sleep(1)
  }
  await network.idle()
  await api.close()
}

async function botOf(api: ChatApi, displayName: string): Promise<T.Contact> {
  const user =
    (await api.apiGetActiveUser()) ?? (await api.apiCreateActiveUser({ displayName, fullName: "" }))
  const connected = api.waitFor("contactConnected")
  connected.catch(() => {})
  await api.startChat()
  const [contact] = await api.apiListContacts(user.userId)
  if (["sndReady", "ready"].includes(contact?.activeConn?.connStatus.type ?? "")) {
    return contact as T.Contact
  }
  const { connectionPlan: plan } = await api.apiConnectPlan(user.userId, host.address ?? "")
  const isNew = plan.type === "contactAddress" && plan.contactAddressPlan.type === "ok"
  if (isNew) await api.apiConnectActiveUser(host.address ?? "")
  return (await connected).contact
}

await Promise.all(Array.from({ length: people }, (_, n) => write(`p${n}`)))
process.stdout.write("written\n")
