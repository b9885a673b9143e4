import { Command, Option } from "commander"
import { parsePlace } from "./project-name.ts"

/** The arguments of `simplex-bot new`, without what it does. */
export const newCommand = (): Command =>
  new Command("new")
    .argument("<folder>", "the new folder; the bot is named after it", parsePlace)
    .summary("create a project: a bot, its test, a Dockerfile")
    .description(
      "Creates a project with a working bot, installs it and runs its test. The folder must be missing or empty.",
    )
    .addOption(
      new Option("--test <runner>", "the test runner").choices(["node", "vitest"]).default("node"),
    )
    .option(
      "--from <clone>",
      "take the packages from a clone of the SDK's repository, not from npm",
    )
    .addOption(new Option("--packed <folder>").hideHelp())
    .option("--no-install", "only write the files")
