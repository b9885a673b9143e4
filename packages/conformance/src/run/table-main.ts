/** Writes the table of the README anew: `pnpm --filter @simplex-chat/conformance run table`. */
import { readFileSync, writeFileSync } from "node:fs"
import { areas } from "../scenarios/index.ts"
import { knownFailures } from "../scenarios/known-failures.ts"
import { parts } from "../scenarios/parts.ts"
import { partsTable } from "./table.ts"

const readme = new URL("../../README.md", import.meta.url)
const table = partsTable(parts, Object.values(areas).flat(), knownFailures)
const [begin, end] = ["<!-- Written by `pnpm run table`. -->", "<!-- Up to here. -->"]
const text = readFileSync(readme, "utf8")
const before = text.slice(0, text.indexOf(begin) + begin.length)
writeFileSync(readme, `${before}\n\n${table}\n\n${text.slice(text.indexOf(end))}`)
