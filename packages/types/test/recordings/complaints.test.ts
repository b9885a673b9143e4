import { describe, expect, test } from "vitest"
import { check } from "./complaints.ts"
import { type Frame, recordedSessions } from "./sessions.ts"

const sessions = recordedSessions()
const [recorded] = sessions.filter(({ name }) => name === "b-direct")
if (recorded === undefined) throw new Error("no recording to spoil")

describe("every frame of every recorded session is as declared, but for the known differences", () => {
  test.each(sessions)("$name", (session) => {
    const { frames, clean, explained, complaints } = check(session)
    expect(complaints).toEqual([])
    expect(clean + explained).toBe(frames)
  })

  test("and there are enough of them", () => {
    const reports = sessions.map(check)
    const sum = (key: "frames" | "commands") =>
      reports.reduce((total, report) => total + report[key], 0)
    expect(sessions.map(({ name }) => name)).toHaveLength(14)
    expect(sum("frames")).toBe(6357)
    expect(sum("commands")).toBeGreaterThan(2000)
  })
})

/** The complaints about one recorded exchange after its lines were changed. */
function spoilt(command: string, change: (lines: string) => string): readonly string[] {
  const frames = recorded?.frames ?? []
  const at = frames.findIndex((frame) => "cmd" in frame && frame.cmd === command)
  const answer = frames.slice(at).find((frame) => "resp" in frame)
  const lines = JSON.stringify([frames[at], answer])
  const changed = change(lines)
  if (changed === lines) throw new Error("nothing was changed")
  return check({ name: "spoilt", frames: JSON.parse(changed) as Frame[] }).complaints
}

test("nothing is wrong with a recorded exchange", () => {
  expect(spoilt("/_contacts 1", (lines) => `${lines} `)).toEqual([])
})

describe("what is spoilt is found", () => {
  test.each<[what: string, from: string, to: string, complaint: string]>([
    [
      "a field that is taken away",
      '"contactUsed":true,',
      "",
      "answer contactsList: $.contacts[0].contactUsed: required, expected bool, found nothing",
    ],
    [
      "an undeclared field",
      '"contactUsed"',
      '"colour":1,"contactUsed"',
      "answer contactsList: $.contacts[0].colour: undeclared, expected nothing, found a number",
    ],
    [
      "another type",
      '"agentUserId":"1"',
      '"agentUserId":1',
      "answer contactsList: $.user.agentUserId: kind, expected string, found a number",
    ],
    [
      "null for what is absent",
      '"contactUsed"',
      '"uiThemes":null,"contactUsed"',
      "answer contactsList: $.contacts[0].uiThemes: kind, expected no null, found null",
    ],
    [
      "another tag",
      '"type":"contactsList"',
      '"type":"contactList"',
      "answer contactList: $: tag, expected a tag of ChatResponse, found another tag",
    ],
    [
      "a command that the core took and is not read",
      "/_contacts 1",
      "/_contacts @1",
      "not read: no declared command reads this text; nearest is APIListContacts (/_contacts ...): userId at position 11: expected a whole number up to 2^53-1",
    ],
    [
      "an answer to another command",
      "/_contacts 1",
      "/users",
      "command ListUsers: answered contactsList",
    ],
  ])("%s", (_, from, to, complaint) => {
    expect(spoilt("/_contacts 1", (lines) => lines.replaceAll(from, to))).toContain(complaint)
  })

  test("another value of an enumeration", () => {
    expect(
      spoilt("/_contacts 1", (lines) =>
        lines.replaceAll('"connType":"contact"', '"connType":"friend"'),
      ),
    ).toContain(
      "answer contactsList: $.contacts[0].activeConn.connType: value, expected one of ConnType, found another text",
    )
  })
})
