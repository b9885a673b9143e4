import { parseCommand } from "@simplex-chat/types/parse"
import { describe, expect, test } from "vitest"
import { eventTags } from "../../src/gen/known-tags.ts"
import { ChatCommandError, type Tagged } from "../../src/index.ts"
import { type Envelope, recordedFrames, recordings } from "../helpers/recordings.ts"
import { methodOf } from "../helpers/methods.ts"
import { type Exchange, type FullReading, replay } from "./replay.ts"

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
      else expect(asRecorded(parseCommand(sent!) as FullReading)).toEqual(command)
    }
  })

  test("every answer comes back as it was recorded", async () => {
    const { exchanges } = await played
    const answered = exchanges.filter(({ answer }) => answer !== undefined)
    expect(answered.map(outcome)).toEqual(answered.map(expected))
  })

  test("every event arrives once, in order, with its tag", async () => {
    const { said, handled, iterated, errors } = await played
    const expected = said.map(asEvent)
    expect(handled).toEqual(expected)
    expect(iterated).toEqual(expected)
    expect(errors).toEqual([])
  })
})

/** What was added to a command is not in older recordings. */
function asRecorded(command: FullReading): object {
  if (command.name !== "CreateActiveUser") return command
  const { userChatRelay, clientService, ...newUser } = command.params.newUser
  expect([userChatRelay, clientService]).toEqual([false, false])
  return { ...command, params: { newUser } }
}

/** What came of a command, so that it can be compared. */
function outcome({ recorded, outcome }: Exchange): object {
  if (outcome === undefined || "value" in outcome) return { recorded, ...outcome }
  if (!(outcome.error instanceof ChatCommandError)) return { recorded, error: outcome.error }
  const { command, code, chatError } = outcome.error
  return { recorded, command, chatError, code: code.split(" ").at(-1) }
}

/** What has to come of it. */
function expected({ recorded, command, answer }: Exchange): object {
  const method = command === undefined ? undefined : methodOf(command.name)
  if (answer === undefined || "result" in answer) {
    const value = method === undefined ? answer?.result : method.value(answer?.result)
    return { recorded, value }
  }
  const code = innermostTag(answer.error)
  if (code === method?.absent) return { recorded, value: undefined }
  return { recorded, command: command?.name ?? "sendChatCmd", chatError: answer.error, code }
}

/** `AUTH` of an `errorAgent` with an `SMP` error with an `AUTH` error. */
function innermostTag(error: Tagged): string {
  const { errorType, storeError, agentError, smpErr, connErr, cmdErr, brokerErr } = error
  const inner = errorType ?? storeError ?? agentError ?? smpErr ?? connErr ?? cmdErr ?? brokerErr
  return inner === undefined ? error.type : innermostTag(inner as Tagged)
}

function asEvent(said: Envelope): object {
  if ("error" in said) return { type: "chatError", chatError: said.error }
  if (eventTags.has(said.result.type)) return said.result
  return { type: "unknown", tag: said.result.type, json: said.result }
}
