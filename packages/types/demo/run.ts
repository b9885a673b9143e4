import { differences } from "../test/recordings/differences.ts"
import { lineText, summaryText, titleText } from "./print.ts"
import { Replay } from "./replay.ts"
import type { Scene } from "./scenes.ts"

/**
 * Shows recorded scenes and what was checked in them.
 *
 * @param width columns of the terminal
 * @returns the exit code: 1 when a check failed
 */
export function run(
  scenes: readonly Scene[],
  width: number,
  print: (text: string) => void,
): number {
  const replay = new Replay()
  print("A recorded session of the SimpleX core, replayed through @simplex-chat/types.")
  print("→ a command, rebuilt by its builder   ← the answer   · an event, each narrowed by type")
  for (const scene of scenes) {
    print(titleText(scene.title))
    for (const line of replay.lines(scene)) print(lineText(line, width))
  }
  print(summaryText(replay.checks, differences.length))
  return replay.checks.failures.length > 0 ? 1 : 0
}
