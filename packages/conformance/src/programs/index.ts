import type { Bot, BotOptions } from "@simplex-chat/bot"
import fileEcho from "../../../../examples/bots/src/file-echo.ts"
import moderation from "../../../../examples/bots/src/moderation.ts"
import squaring from "../../../../examples/bots/src/squaring.ts"
import survey from "../../../../examples/bots/src/survey.ts"
import { crier } from "./crier.ts"
import { echo } from "./echo.ts"

type Options = Omit<BotOptions, "profile">

/** Bots that a scenario can start in a process of their own: by name, since code does not travel. */
export const programs = {
  echo,
  crier,
  squaring,
  survey: (options: Options) => survey(options, () => {}),
  "file echo": fileEcho,
  moderation,
} satisfies Record<string, (options: Options) => Bot>

export type ProgramName = keyof typeof programs

/** Options of a bot that go through messages between processes. */
export type ProgramOptions = Omit<BotOptions, "db" | "profile" | "joinGroups" | "onHandled">
