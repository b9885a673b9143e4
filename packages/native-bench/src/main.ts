/**
 * core-ffi beside an addon of the usual kind, in one run: on the C stub, with recorded frames
 * as payloads, and on the one in Haskell, which has the run-time system of the real library.
 *
 *   node src/main.ts [SECTION ...]   stub, chat-api, haskell, opening, memory; all when none is named
 */

import { fork } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildHaskellStub, buildStub } from "@simplex-chat/core-ffi/stub"
import { compileAddon } from "./addon/compile.ts"
import { table, type Row } from "./report.ts"
import type { Place } from "./section.ts"

const stub = buildStub()
if (stub === undefined) throw new Error("the benchmark needs a C compiler")
const haskell = buildHaskellStub()
const folder = mkdtempSync(join(tmpdir(), "native-bench-"))
const place: Place = { folder, stub, haskell, addon: compileAddon(folder) }

const onHaskell = ["haskell", "opening", "memory"]
const named = process.argv.slice(2)
const sections = named.length > 0 ? named : ["stub", "chat-api", ...onHaskell]
const rows: Row[] = []
const notes: string[] = []
for (const name of sections) {
  if (haskell === undefined && onHaskell.includes(name)) {
    notes.push(`${name}: skipped, there is no GHC`)
    continue
  }
  process.stderr.write(`${name} ...\n`)
  const child = fork(join(import.meta.dirname, `${name}.ts`), [JSON.stringify(place)], {
    execArgv: ["--expose-gc"],
  })
  child.on("message", (report: { rows: Row[]; notes: string[] }) => {
    rows.push(...report.rows)
    notes.push(...report.notes)
  })
  const [code] = (await once(child, "exit")) as [number | null]
  if (code !== 0) throw new Error(`${name} failed`)
}
rmSync(folder, { recursive: true, force: true })

const missed = rows.filter((row) => !row.met).length
process.stdout.write(`${table(rows)}

${notes.join("\n")}
${missed} of ${rows.length} goals missed; Node ${process.version}, ${process.platform} ${process.arch}
`)
