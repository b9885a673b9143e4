import { type ParsedCommand, parseCommand } from "@simplex-chat/types/parse"
import { describe, expect, test } from "vitest"
import { eventTags } from "../../src/gen/known-tags.ts"
import { ChatCommandError } from "../../src/index.ts"
import { type Envelope, recordedFrames, recordings } from "../helpers/recordings.ts"
import { methodOf } from "../helpers/methods.ts"
import { type Exchange, replay } from "./replay.ts"

const sessions = recordings.flatMap((name) => {
  const frames = recordedFrames(name)
  const controllers = [...new Set(frames.map(({ ctrl }) => ctrl))]
  return controllers.map((ctrl) => ({
    name,
    ctrl,
    frames: frames.filter((frame) => frame.ctrl === ctrl),
  }))
})

test("the recordings are worth a test", () => {
  const frames = sessions.flatMap((session) => session.frames)
  expect(frames.filter((frame) => "cmd" in frame).length).toBeGreaterThan(500)
  expect(frames.filter((frame) => "event" in frame).length).toBeGreaterThan(600)
})

describe.each(sessions)("$name, $ctrl", ({ frames }) => {
  const played = replay(frames)

  test("every command goes out as it was recorded", async () => {
    for (const { recorded, command, sent } of (await played).exchanges) {
      if (command === undefined) expect(sent).toBe(recorded)
      else expect(asRecorded(parseCommand(sent!))).toEqual(command)
    }
  })

  test("every answer comes back as it was recorded", async () => {
    for (const exchange of (await played).exchanges) {
      if (exchange.answer !== undefined) expectOutcome(exchange)
    }
  })

  test("every event arrives once, in order, with its tag", async () => {
    const { said, handled, iterated, errors } = await played
    const expected = said.map(asEvent)
    expect(handled).toEqual(expected)
    expect(iterated).toEqual(expected)
    expect(errors).toEqual([])
  })
})

/** What 6.5 added to a command is not in a recording of 6.4.5. */
function asRecorded(command: ParsedCommand): object {
  if (command.name !== "CreateActiveUser") return command
  const { userChatRelay, ...newUser } = command.params.newUser
  expect(userChatRelay).toBe(false)
  return { ...command, params: { newUser } }
}

function expectOutcome({ command, answer, outcome, recorded }: Exchange): void {
  const method = command === undefined ? undefined : methodOf(command.name)
  if (answer !== undefined && "result" in answer) {
    const value = method === undefined ? answer.result : method.value(answer.result)
    return expect(outcome, recorded).toEqual({ value })
  }
  if (outcome !== undefined && "value" in outcome) {
    expect(outcome.value, recorded).toBeUndefined()
    return expect(JSON.stringify(answer), recorded).toContain(`"type":"${method?.absent}"`)
  }
  const { error } = outcome ?? {}
  if (!(error instanceof ChatCommandError)) throw new Error(`no outcome of ${recorded}`)
  expect(error.chatError).toEqual(answer?.error)
  expect(error.command).toBe(command?.name ?? "sendChatCmd")
  expect(JSON.stringify(answer)).toContain(`"type":"${error.code.split(" ").at(-1)}"`)
}

function asEvent(said: Envelope): object {
  if ("error" in said) return { type: "chatError", chatError: said.error }
  if (eventTags.has(said.result.type)) return said.result
  return { type: "unknown", tag: said.result.type, json: said.result }
}
