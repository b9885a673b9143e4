/** The command line cannot do what it was asked for. The message says why, and what to do. */
export class CommandLineError extends Error {
  override readonly name = "CommandLineError"
}

const usages = {
  install: `simplex-bot install          fetch libsimplex, verify it and install it into the cache
  --backend NAME             sqlite (the default) or postgres
  --cache-folder DIR         instead of this user's folder for caches
  --sha256 HEX               the digest that the archive must have
  --trust-download           install an archive for which no digest is known: whoever controls
                             the server runs code on this machine
`,
  doctor: `simplex-bot doctor           tell whether a bot can run here, and what to do if not
  --backend NAME             sqlite (the default) or postgres
  --cache-folder DIR         instead of this user's folder for caches
  --db PREFIX                look at this database too, as { filePrefix } of the bot
`,
  dev: `simplex-bot dev FILE         talk to the bot of a file on a network in memory
`,
  new: `simplex-bot new NAME         make a project: a bot, its test, a Dockerfile
`,
  run: `simplex-bot run FILE         run the bot of a file, TypeScript too, until SIGINT or SIGTERM
  --db PREFIX                the database of a bot that is made by a function; data/bot
`,
} as const

/** How to use one verb, or all of them. */
export function usageOf(verb?: string): string {
  const own = Object.entries(usages).find(([name]) => name === verb)
  return own?.[1] ?? `simplex-bot: bots on SimpleX Chat\n\n${Object.values(usages).join("\n")}`
}

/** The one thing that a verb takes, such as a file. */
export function onePositional(positionals: readonly string[], verb: keyof typeof usages): string {
  const [only] = positionals
  if (only === undefined || positionals.length > 1) {
    const what = verb === "new" ? "NAME" : "FILE"
    throw new CommandLineError(`simplex-bot ${verb} takes one ${what}:\n${usageOf(verb)}`)
  }
  return only
}

/** @throws {CommandLineError} for the name of a backend that does not exist */
export function backendOf(name: string): "sqlite" | "postgres" {
  if (name === "sqlite" || name === "postgres") return name
  throw new CommandLineError(`--backend: there are sqlite and postgres, not ${name}`)
}
