import { describe } from "vitest"
import { buildHaskellStub } from "../src/stub/index.ts"

const built = buildHaskellStub()

/** The path of the stub with the real run-time system; tests that use it belong in `describeHaskell`. */
export const haskellStub: string = built ?? "(no GHC)"

/** Like `describe`; skipped where there is no GHC, which under CI is an error. */
export const describeHaskell: typeof describe.skip = built === undefined ? describe.skip : describe
