import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { readSchema } from "@simplex-chat/types/schema"
import { expect, test } from "vitest"
import type { CommandName } from "@simplex-chat/types/parse"
import { ChatApi } from "../src/index.ts"
import * as addresses from "../../types/test/gen/samples/commands/addresses.ts"
import * as calls from "../../types/test/gen/samples/commands/calls.ts"
import * as chatManagement from "../../types/test/gen/samples/commands/chat-management.ts"
import * as chatSettings from "../../types/test/gen/samples/commands/chat-settings.ts"
import * as chatTags from "../../types/test/gen/samples/commands/chat-tags.ts"
import * as chats from "../../types/test/gen/samples/commands/chats.ts"
import * as connectionDetailsAndSecurity from "../../types/test/gen/samples/commands/connection-details-and-security.ts"
import * as connections from "../../types/test/gen/samples/commands/connections.ts"
import * as databases from "../../types/test/gen/samples/commands/databases.ts"
import * as disappearingMessages from "../../types/test/gen/samples/commands/disappearing-messages.ts"
import * as files from "../../types/test/gen/samples/commands/files.ts"
import * as groupLinks from "../../types/test/gen/samples/commands/group-links.ts"
import * as groups from "../../types/test/gen/samples/commands/groups.ts"
import * as messages from "../../types/test/gen/samples/commands/messages.ts"
import * as network from "../../types/test/gen/samples/commands/network.ts"
import * as servers from "../../types/test/gen/samples/commands/servers.ts"
import * as terminal from "../../types/test/gen/samples/commands/terminal.ts"
import * as userProfiles from "../../types/test/gen/samples/commands/user-profiles.ts"
import { answersOf } from "../src/gen/known-tags.ts"
import { methodOf, methods } from "./helpers/methods.ts"
import { refusal, ScriptedCore } from "@simplex-chat/core/scripted"

const schema = fileURLToPath(import.meta.resolve("@simplex-chat/types/schema.json"))

interface Sample {
  readonly params: unknown
  readonly text: string
}

/** Values of every command's parameters, and the text that each must become. */
const samples = Object.entries({
  ...addresses,
  ...calls,
  ...chatManagement,
  ...chatSettings,
  ...chatTags,
  ...chats,
  ...connectionDetailsAndSecurity,
  ...connections,
  ...databases,
  ...disappearingMessages,
  ...files,
  ...groupLinks,
  ...groups,
  ...messages,
  ...network,
  ...servers,
  ...terminal,
  ...userProfiles,
}) as [CommandName, Sample[]][]

test("no documented command lacks a method, and each declared one can be sent", () => {
  const declared = Object.keys(answersOf)
  const { commands } = readSchema(readFileSync(schema, "utf8"))
  const documented = commands.filter(({ undocumented }) => undocumented !== true)
  expect(documented.length).toBe(52)
  for (const { name } of documented) expect(methods).toHaveProperty(name)
  expect(samples.map(([name]) => name).toSorted()).toEqual(declared.toSorted())
})

// The conveniences besides: what SimpleX bot authors look for.
test.each([
  "startChat",
  "stopChat",
  "close",
  "sendChatCmd",
  "recvChatEvent",
  "apiSendTextMessage",
  "apiSendTextReply",
  "apiGetGroupLinkStr",
] as const)("there is %s", (name) => {
  expect(ChatApi.prototype[name]).toBeTypeOf("function")
})

test.each(samples)("the method of %s sends what its parameters say", async (name, values) => {
  for (const { params, text } of values) {
    const core = new ScriptedCore(() => refusal("internalError"))
    const api = await ChatApi.init(core)
    api.onError(() => {}) // it refuses to stop, too
    await expect(methodOf(name).call(api, params)).rejects.toMatchObject({
      name: "ChatCommandError",
      command: name,
      code: "internalError",
    })
    // The method makes a relative path an absolute one.
    // Starting asks for the version.
    const asked = (command: string) => command === "/version" && name !== "ShowVersion"
    const sent = core.commands.filter((command) => !asked(command))
    expect(sent).toEqual([text.replace(/(?<= )filePath$/, resolve("filePath"))])
    await api.close()
  }
})
