import { explain } from "../../../bot/explain.ts"
import type { LogLine } from "../protocol.ts"
import { Session } from "../session.ts"
import type { SessionEvent } from "../session-events.ts"
import { commandIn, completionsOf, runCommand } from "./commands.ts"
import { Conversation } from "./conversation.ts"
import { Frames } from "./frames.ts"
import { Pace } from "./pace.ts"
import { Screen, type Streams } from "./screen.ts"

export interface DevOptions {
  /** Restarts the bot when one of its files changes. */
  readonly watch?: boolean
}

const ownStreams = (): Streams => ({
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  isTerminal: process.stdin.isTTY && process.stdout.isTTY,
})

/** `simplex-bot dev FILE`: one talks to the bot line by line, until the end of the input. */
export async function dev(
  file: string,
  { watch = false }: DevOptions,
  streams: Streams = ownStreams(),
): Promise<number> {
  await using session = await Session.open({ file, watch })
  const screen = new Screen(streams, completionsOf)
  const frames = new Frames()
  const conversation = new Conversation(session, screen)
  const pace = new Pace(session, () => conversation.heard)
  session.listen((event) => report(event, screen, frames))
  try {
    await session.startBot()
  } catch (error) {
    // With --watch, the next change may mend it.
    if (!watch) throw error
    screen.note(explain(error), "red")
    await running(session)
  }
  await conversation.as("you")
  if (screen.isTerminal) screen.note(":help lists what else you can type", "dim")
  else await pace.answered(150)
  screen.prompt(conversation.prompt)

  let failed = 0
  for await (const line of screen.lines()) {
    const typed = commandIn(line)
    if (typed?.name === "quit") break
    pace.begin()
    try {
      if (typed !== undefined) await runCommand(typed, { conversation, screen, frames })
      else if (line.trim() !== "") {
        frames.clear()
        await conversation.say(line.replace(/^::/, ":"))
      }
    } catch (error) {
      failed++
      screen.note(refusalOf(error), "red")
    }
    if (!screen.isTerminal && line.trim() !== "" && typed?.name !== "help") await pace.answered()
    screen.prompt(conversation.prompt)
  }
  screen.close()
  // What is at work may finish; what waits for an answer gets none any more.
  await session.stopBot()
  await session.network.idle()
  if (session.lastExit?.code !== 0) return 1
  return failed > 0 && !screen.isTerminal ? 1 : 0
}

/** What a person cannot do is said in a line: the conversation is on the screen already. */
function refusalOf(error: unknown): string {
  const isOfKit = error instanceof Error && kitErrors.includes(error.name)
  if (!isOfKit) return explain(error)
  return (error.message.split("\n")[0] ?? "").replace(/\. The conversation:$/, "")
}

/** By name: the project of a bot has a copy of the test kit of its own. */
const kitErrors = ["ConversationError", "CommandFailedError", "InvalidArgumentError"]

/** Resolves once the bot runs. */
function running(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.listen((event) => {
      if (event.type !== "bot" || event.state.type !== "running") return
      stop()
      resolve()
    })
  })
}

/** Shows what is not said by anyone. */
function report(event: SessionEvent, screen: Screen, frames: Frames): void {
  switch (event.type) {
    case "frame":
      if (event.frame.core === "bot") frames.add(event.frame)
      return
    case "output":
      return screen.note(event.text.replace(/\n$/, ""), "dim")
    case "log":
      return reportLog(event.line, screen)
    case "change":
      return screen.note(`${event.path} has changed: restarting the bot`, "dim")
    case "bot":
      if (event.state.type === "failed")
        screen.note(`the bot has ended: ${exitOf(event.state)}`, "red")
      return
    case "handled":
    case "run":
    case "trace":
    case "person":
  }
}

const exitOf = ({ code, signal }: { code: number | null; signal: string | null }): string =>
  signal === null ? `exit code ${code}` : `${signal}`

/** Problems only: the rest would be between the lines of the conversation. */
function reportLog({ level, message, fields, error }: LogLine, screen: Screen): void {
  const place = typeof fields["handler"] === "string" ? ` (${fields["handler"]})` : ""
  if (error !== undefined) {
    // The line at the level `error` before has no message of the error.
    screen.note(`${message.replace(/: all of it$/, "")}${place}: ${error}`, "red")
  } else if (level === "warn") {
    const { ...rest } = fields
    const details = Object.keys(rest).length === 0 ? "" : ` ${JSON.stringify(rest)}`
    screen.note(`warning: ${message}${details}`, "yellow")
  }
}
