import { CoreError } from "@simplex-chat/core"
import manifest from "../../package.json" with { type: "json" }
import { addLibraryCommands } from "./commands.ts"
import { createProgram, runProgram } from "./program.ts"

const program = createProgram({
  name: "simplex-libs",
  description: "libsimplex for this machine",
  version: manifest.version,
})
addLibraryCommands(program, "npx @simplex-chat/core-ffi")

await runProgram(program, process.argv.slice(2), (error) =>
  error instanceof CoreError ? error.message : String(error),
)
