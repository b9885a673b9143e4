/** `npm run demo`: replays a recorded session, and checks everything in it. */
import { run } from "./run.ts"
import { recordedScenes } from "./scenes.ts"

// Some terminals claim to have no columns.
const width = Math.max(80, process.stdout.columns ?? 110)
process.exitCode = run(recordedScenes(), width, console.log)
