// What the command line of @simplex-chat/bot shares with that of this package. Not for others:
// it changes without notice.
export { addLibraryCommands } from "./commands.ts"
export { type LibraryFlags, withLibraryOptions } from "./library-options.ts"
export { createProgram, runProgram, withExamples } from "./program.ts"
export { nodeProblem } from "../node-version.ts"
