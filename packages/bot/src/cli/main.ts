import { createProgram, runProgram } from "@simplex-chat/core-ffi/cli"
import manifest from "../../package.json" with { type: "json" }
import { addCommands } from "./commands.ts"
import { explain } from "../bot/explain.ts"

const program = createProgram({
  name: "simplex-bot",
  description: "Bots on SimpleX Chat",
  version: manifest.version,
})
addCommands(program)
await runProgram(program, process.argv.slice(2), explain)
