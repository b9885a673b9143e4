import { setTimeout } from "node:timers/promises"
import { CommandSyntaxError } from "@simplex-chat/types"
import { CommandParseError, type ParsedCommand, parseCommand } from "@simplex-chat/types/parse"
import { type AnyEvent, ChatApi, LimitError } from "../../src/index.ts"
import { checkLimits } from "../../src/limits/check-limits.ts"
import { answersOf } from "../../src/gen/known-tags.ts"
import type { Envelope, Frame } from "../helpers/recordings.ts"
import { methodOf, textOf } from "../helpers/methods.ts"
import { refusal, result, ScriptedCore } from "@simplex-chat/core/scripted"

/** A command with all its parameters. */
export type FullReading = Extract<ParsedCommand, { lookup?: undefined }>

/** A command of the session, how it was issued, and its outcome. */
export interface Exchange {
  readonly recorded: string
  readonly command: FullReading | undefined
  /** What the core was sent by the method or by `sendChatCmd`. */
  sent: string | undefined
  answer: Envelope | undefined
  outcome: { value: unknown } | { error: unknown } | undefined
}

interface Pending {
  readonly exchange: Exchange
  readonly answer: (text: string) => void
}

/** One controller of a session, as it was recorded and as it was replayed. */
export interface Replay {
  readonly exchanges: readonly Exchange[]
  readonly said: readonly Envelope[]
  /** What handlers, and a loop beside them, got. */
  readonly handled: readonly AnyEvent[]
  readonly iterated: readonly AnyEvent[]
  readonly errors: readonly Error[]
}

/**
 * Plays one controller's part: commands are issued when they were, answered when they were, and the
 * events come in between as they did.
 */
export async function replay(frames: readonly Frame[]): Promise<Replay> {
  const pending: Pending[] = []
  const exchanges: Exchange[] = []
  const said: Envelope[] = []
  const handled: AnyEvent[] = []
  const iterated: AnyEvent[] = []
  const errors: Error[] = []

  const core: ScriptedCore = new ScriptedCore(
    (text) =>
      new Promise((answer) => {
        const exchange = exchanges.find(({ sent }) => sent === undefined)
        // Starting asks for the version, which the recorded program did not.
        if (text === "/version" && exchange?.command?.name !== "ShowVersion")
          return answer(refusal("unknown"))
        // At the end, closing stops what was started.
        if (exchange === undefined) return answer(result({ type: "chatStopped" }))
        exchange.sent = text
        pending.push({ exchange, answer })
      }),
  )
  const api = await ChatApi.init(core)
  api.onAny((event) => handled.push(event))
  api.onError((error) => errors.push(error))
  const loop = (async () => {
    for await (const event of api.events()) iterated.push(event)
  })()

  for (const frame of frames) {
    if ("cmd" in frame) await issue(frame.cmd)
    else if ("event" in frame) {
      said.push(frame.event)
      core.emitRaw(JSON.stringify(frame.event))
    } else {
      const answered = answeredBy(frame.resp, pending)
      pending.splice(pending.indexOf(answered), 1)
      answered.exchange.answer = frame.resp
      answered.answer(JSON.stringify(frame.resp))
    }
    await turn()
  }
  // What was never answered in the recording (the process was killed) ends with the api.
  await api.close({ settleMs: 0, timeoutMs: 10 })
  await loop
  return { exchanges, said, handled, iterated, errors }

  async function issue(recorded: string): Promise<void> {
    const command = read(recorded)
    const exchange: Exchange = {
      recorded,
      command,
      sent: undefined,
      answer: undefined,
      outcome: undefined,
    }
    exchanges.push(exchange)
    const running =
      command === undefined
        ? api.sendChatCmd(recorded)
        : methodOf(command.name).call(api, command.params)
    running.then(
      (value) => (exchange.outcome = { value }),
      (error: unknown) => (exchange.outcome = { error }),
    )
    // Stopping waits a moment before it sends; what must wait for another command is sent later.
    for (let tries = 0; exchange.sent === undefined && tries < 20; tries++) await setTimeout(1)
  }
}

/** Lets everything that is ready happen. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * The command, unless no method writes it: a text for people, more than the core takes, or what the
 * core reads as something else (`'/order <id>'` in a menu keeps its slash).
 */
function read(text: string): FullReading | undefined {
  try {
    const command = parseCommand(text)
    if (command.lookup !== undefined) return undefined
    checkLimits(command.name, command.params)
    textOf(command.name, command.params)
    return command
  } catch (error) {
    const isUnwritable =
      error instanceof CommandParseError ||
      error instanceof CommandSyntaxError ||
      error instanceof LimitError
    if (isUnwritable) return undefined
    throw error
  }
}

/** Commands that were sent at once were answered in any order: the first that fits is meant. */
function answeredBy(answer: Envelope, pending: readonly Pending[]): Pending {
  const tag = "result" in answer ? answer.result.type : undefined
  const fits = ({ exchange: { command } }: Pending) =>
    command !== undefined && tag !== undefined && answersOf[command.name]?.includes(tag) === true
  const isUndeclared = ({ exchange }: Pending) =>
    tag !== undefined && exchange.command === undefined
  const answered = pending.find(fits) ?? pending.find(isUndeclared) ?? pending[0]
  if (answered === undefined) throw new Error("an answer without a command")
  return answered
}
