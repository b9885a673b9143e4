import { schema } from "../src/gen/schema.ts"
import type { ChatEvent, ChatResponse, T } from "../src/index.ts"
import { CommandParseError, parseCommand } from "../src/parse.ts"
import { complaintsAbout, sentBy } from "../test/recordings/answers.ts"
import { differences } from "../test/recordings/differences.ts"
import { formerSchema } from "../test/recordings/former-schema.ts"
import { type Rewriting, rewritingOf } from "../test/recordings/rebuild.ts"
import type { Frame } from "../test/recordings/sessions.ts"
import { narrate, narrateError } from "./narrate.ts"
import type { Scene } from "./scenes.ts"

/** A line of the dialogue: a command, its answer, or an event. */
export interface Line {
  readonly who: string
  readonly kind: "command" | "answer" | "event"
  /** The builder, or the tag. */
  readonly name: string
  readonly text: string
  /** What the builder writes for the command that was read. */
  readonly rebuilt?: Rewriting
}

/** What was checked on the way. */
export interface Checks {
  readonly count: Record<Rewriting | "answer" | "event" | "error" | "undeclared", number>
  readonly failures: string[]
}

/** Goes through recorded scenes, checks everything in them and describes what happens. */
export class Replay {
  readonly checks: Checks = {
    count: {
      same: 0,
      respelled: 0,
      "looked up": 0,
      refused: 0,
      wrong: 0,
      answer: 0,
      event: 0,
      error: 0,
      undeclared: 0,
    },
    failures: [],
  }
  readonly #former = formerSchema(schema, differences)

  /** The lines of a scene. */
  lines({ frames }: Scene): Line[] {
    return frames.flatMap((frame) => {
      return ("cmd" in frame ? this.#command(frame.ctrl, frame.cmd) : this.#sent(frame)) ?? []
    })
  }

  #command(who: string, text: string): Line | undefined {
    try {
      const command = parseCommand(text)
      const name = `CC.${command.name}`
      const rebuilt = rewritingOf(text, command)
      this.checks.count[rebuilt]++
      if (rebuilt === "wrong") this.checks.failures.push(`${name} writes another text`)
      return { who, kind: "command", name, text, rebuilt }
    } catch (error) {
      if (!(error instanceof CommandParseError)) throw error
      this.checks.count.undeclared++
      return undefined
    }
  }

  #sent(frame: Frame): Line | undefined {
    const [sent] = sentBy([{ name: "", frames: [frame] }])
    if (sent === undefined) return undefined
    this.checks.count[sent.kind]++
    for (const { path, rule } of complaintsAbout(sent, this.#former)) {
      this.checks.failures.push(`${sent.kind} ${sent.tag}: ${path}: ${rule}`)
    }
    // The check above holds it to its declaration.
    const text =
      sent.kind === "error"
        ? narrateError(sent.value as T.ChatError)
        : narrate(sent.value as ChatResponse | ChatEvent)
    const kind = "resp" in frame ? "answer" : "event"
    return text === undefined ? undefined : { who: frame.ctrl, kind, name: sent.tag, text }
  }
}
