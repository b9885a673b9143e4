import { ScriptedCore } from "@simplex-chat/core/scripted"
import { expect, test } from "vitest"
import { CommandLineError } from "../command-line-error.ts"
import { vacuumThrough } from "./encrypted.ts"

const done = JSON.stringify({ result: { type: "sQLResult", rows: [] } })
// As the core answers when SQLite has no room for the copy.
const full = JSON.stringify({
  error: { type: "errorStore", storeError: { type: "dBException", message: "ErrorFull" } },
})

test("the core ends its transaction, vacuums, and finds another one", async () => {
  const core = new ScriptedCore(() => done)
  await vacuumThrough(core)
  expect(core.commands).toEqual([
    "/sql chat COMMIT; VACUUM; BEGIN IMMEDIATE;",
    "/sql agent COMMIT; VACUUM; BEGIN IMMEDIATE;",
  ])
})

test.each(["chat", "agent"])("a refusal for the %s database says which, and why", async (which) => {
  const core = new ScriptedCore((command) => (command.startsWith(`/sql ${which}`) ? full : done))
  const error = (await vacuumThrough(core).catch((error: unknown) => error)) as Error
  expect(error).toBeInstanceOf(CommandLineError)
  expect(error.message).toBe(
    `the core did not rewrite the ${which} database, which is as it was; is the disk full?`,
  )
})
