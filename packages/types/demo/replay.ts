import { schema } from "../src/gen/schema.ts"
import type { ChatEvent, ChatResponse, T } from "../src/index.ts"
import { CommandParseError, parseCommand } from "../src/parse.ts"
import { isDeclared, problemsOf, sentBy } from "../test/recordings/answers.ts"
import { differences } from "../test/recordings/differences.ts"
import { formerSchema } from "../test/recordings/former-schema.ts"
import { rebuild, respellingOf } from "../test/recordings/rebuild.ts"
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
  /** What a builder made of a command: the same bytes, its full spelling, or something else. */
  readonly rebuilt?: "same" | "in full" | "wrong"
}

/** What was checked on the way. */
export interface Checks {
  readonly count: Record<"same" | "in full" | "answer" | "event" | "error" | "undeclared", number>
  readonly failures: string[]
}

/** Goes through recorded scenes, checks everything in them and tells what happens. */
export class Replay {
  readonly checks: Checks = {
    count: { same: 0, "in full": 0, answer: 0, event: 0, error: 0, undeclared: 0 },
    failures: [],
  }
  readonly #former = formerSchema(schema, differences)
  readonly #isDeclared = isDeclared(schema)

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
      const rebuilt = rebuild(command) === text ? "same" : respellingOf(text, command) && "in full"
      if (rebuilt === undefined) this.checks.failures.push(`${name} writes another text`)
      else this.checks.count[rebuilt]++
      return { who, kind: "command", name, text, rebuilt: rebuilt ?? "wrong" }
    } catch (error) {
      if (!(error instanceof CommandParseError)) throw error
      this.checks.count.undeclared++
      return undefined
    }
  }

  #sent(frame: Frame): Line | undefined {
    const [sent] = sentBy([{ name: "", frames: [frame] }])
    if (sent === undefined) return undefined
    if (!this.#isDeclared(sent)) {
      this.checks.count.undeclared++
      return undefined
    }
    this.checks.count[sent.kind]++
    for (const { path, rule } of problemsOf(sent, this.#former)) {
      this.checks.failures.push(`${sent.kind} ${sent.tag}: ${path}: ${rule}`)
    }
    // It was just checked that this is what it says it is.
    const text =
      sent.kind === "error"
        ? narrateError(sent.value as T.ChatError)
        : narrate(sent.value as ChatResponse | ChatEvent)
    const kind = "resp" in frame ? "answer" : "event"
    return text === undefined ? undefined : { who: frame.ctrl, kind, name: sent.tag, text }
  }
}
