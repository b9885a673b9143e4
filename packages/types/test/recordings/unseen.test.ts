import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { schema } from "../../src/gen/schema.ts"
import { unseenIn } from "./seen.ts"
import { type Frame, recordedSessions } from "./sessions.ts"
import { unseenPage } from "./unseen-page.ts"

test("the page lists what no recording shows", () => {
  const page = readFileSync(new URL("unseen.md", import.meta.url), "utf8")
  expect(page).toBe(unseenPage(unseenIn(recordedSessions(), schema)))
})

describe("what one exchange shows", () => {
  const frames: Frame[] = [
    { ctrl: "alice", t: 0, cmd: "/_read chat #1(_support)" },
    {
      ctrl: "alice",
      t: 1,
      resp: { result: { type: "chatItemTTL", user: { profile: { displayName: "alice" } } } },
    },
    { ctrl: "alice", t: 2, event: { result: { type: "chatSuspended" } } },
  ]
  const { unseen } = unseenIn([{ name: "one", frames }], schema)

  test("is its command, answer and event", () => {
    expect(unseen.commands).not.toContain("APIChatRead")
    expect(unseen.commands).toContain("APIChatUnread")
    expect(unseen.responses).not.toContain("chatItemTTL")
    expect(unseen.events).not.toContain("chatSuspended")
  })

  test("and the types of its values and parameters, but not those of absent fields", () => {
    for (const shown of ["User", "LocalProfile", "ChatRef", "ChatType", "GroupChatScope"]) {
      expect(unseen.types).not.toContain(shown)
    }
    expect(unseen.types).toContain("Preferences")
  })
})
