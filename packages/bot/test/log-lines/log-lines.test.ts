import { expect, test } from "vitest"
import { logLines, table, unaligned, written } from "./log-lines.ts"

test("the manual lists every line that a bot can log: node test/log-lines/log-lines.ts --write", () => {
  expect(unaligned(written())).toBe(unaligned(table()))
})

test("lines are found wherever their message is written", () => {
  const lines = logLines()
  const find = (message: string) => lines.find((line) => line.message === message)
  expect(find("started")).toMatchObject({ level: "info", fields: ["chats", "hasAddress"] })
  expect(find("a handler failed")).toMatchObject({ level: "error" })
  expect(find("a handler failed")?.fields).toContain("at")
  // A text that is chosen elsewhere.
  expect(find("cannot be set to what is declared")).toMatchObject({ level: "error" })
  expect(lines.length).toBeGreaterThan(25)
})

test("no line has a text of people, a link or a name among its fields", () => {
  const named = new Set(logLines().flatMap(({ fields }) => fields))
  for (const private_ of ["text", "link", "address", "name", "displayName", "key"])
    expect(named).not.toContain(private_)
})
