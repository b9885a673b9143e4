import type { T } from "@simplex-chat/types"
import { parseCommand } from "@simplex-chat/types/parse"
import { describe, expect, test } from "vitest"
import { eventTags } from "../../src/gen/known-tags.ts"
import { ChatCommandError, type Tagged } from "../../src/index.ts"
import { isSuccess } from "../../src/sending/success-answers.ts"
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
      else expect(filledIn(parseCommand(sent!) as FullReading)).toEqual(filledIn(command))
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
    // The client reports a profile that did not reach all contacts, which the answer says.
    expect(errors.filter((error) => !("code" in error) || error.code !== "profileNotSent")).toEqual(
      [],
    )
  })
})

/** Fills in what the core's parser fills in, and writes emojis as the method does. */
function filledIn(command: FullReading): object {
  if (command.name === "CreateActiveUser") {
    const defaults: Partial<T.NewUser> = { userChatRelay: false, clientService: false }
    return { ...command, params: { newUser: { ...defaults, ...command.params.newUser } } }
  }
  // The core refuses the variation selector of an emoji, so the method leaves it out.
  return JSON.parse(JSON.stringify(command).replaceAll("\uFE0F", "")) as object
}

/** The outcome of a command, so that it can be compared. */
function outcome({ recorded, outcome }: Exchange): object {
  if (outcome === undefined || "value" in outcome) return { recorded, ...outcome }
  if (!(outcome.error instanceof ChatCommandError)) return { recorded, error: outcome.error }
  const { command, code, chatError } = outcome.error
  return { recorded, command, chatError, code: code.split(" ").at(-1) }
}

/** What has to come of it. */
function expected({ recorded, command, answer }: Exchange): object {
  const method = command === undefined ? undefined : methodOf(command.name)
  const isDeclared =
    command === undefined ||
    answer === undefined ||
    "error" in answer ||
    isSuccess(command.name, answer.result.type)
  if (!isDeclared) {
    return { recorded, command: command.name, chatError: undefined, code: "unexpectedResponse" }
  }
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
  if (error["message"] === "too many reactions") return "tooManyReactions"
  const { errorType, storeError, agentError, databaseError, smpErr, connErr, ...others } = error
  const { cmdErr, brokerErr } = others
  const inner =
    errorType ??
    storeError ??
    agentError ??
    databaseError ??
    smpErr ??
    connErr ??
    cmdErr ??
    brokerErr
  return inner === undefined ? error.type : innermostTag(inner as Tagged)
}

function asEvent(said: Envelope): object {
  if ("error" in said) return { type: "chatError", chatError: said.error }
  if (eventTags.has(said.result.type)) return said.result
  return { type: "unknown", tag: said.result.type, json: said.result }
}
