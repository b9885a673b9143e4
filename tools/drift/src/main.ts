#!/usr/bin/env node
import { readFile, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { compare } from "./compare.ts"
import { sortOut } from "./deviations.ts"
import { getPages, UnavailableError } from "./pages.ts"
import { readReference } from "./reference/read.ts"
import { asJson, asMarkdown, asText, exitCodeOf, type Outcome } from "./report.ts"
import { asSaved } from "./save.ts"
import { readSchema } from "./schema.ts"
import { wanted } from "./wanted.ts"

const usage = `Usage: drift REFERENCE [--json | --markdown] [--schema FILE] [--bare] [--save FILE]

Compares the reference that SimpleX Chat publishes with the API that is declared here. REFERENCE is
a folder with COMMANDS.md, EVENTS.md and TYPES.md, or the URL of one. --schema names another schema
than the committed one; --bare counts our wanted deviations as differences; --save writes what was
read of the reference to a file.

Exit code: 0 nothing differs but what is wanted, 1 something differs, 2 something was not read.`

const formats = { json: asJson, markdown: asMarkdown, text: asText }

interface Options {
  readonly schema: string
  readonly bare: boolean
  readonly save?: string | undefined
}

async function outcomeOf(reference: string, options: Options): Promise<Outcome> {
  const { version, undocumented, api: ours } = readSchema(await readFile(options.schema, "utf8"))
  const { api, problems } = readReference(await getPages(reference))
  if (options.save !== undefined) await writeFile(options.save, asSaved(api))
  const deviations = options.bare ? [] : [...wanted, ...undocumented]
  return { version, problems, ...sortOut(compare(ours, api), deviations) }
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      markdown: { type: "boolean" },
      bare: { type: "boolean", default: false },
      save: { type: "string" },
      schema: {
        type: "string",
        default: fileURLToPath(import.meta.resolve("@simplex-chat/types/schema.json")),
      },
    },
  })
  const [reference, ...others] = positionals
  if (reference === undefined || others.length > 0) throw new UnavailableError(usage)
  const outcome = await outcomeOf(reference, values)
  const format = values.json ? "json" : values.markdown ? "markdown" : "text"
  console.log(formats[format](outcome))
  process.exitCode = exitCodeOf(outcome)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
