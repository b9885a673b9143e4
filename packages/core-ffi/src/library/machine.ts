import { isNonGlibcLinuxSync } from "detect-libc"
import type { Machine } from "./platform.ts"

export const thisMachine = (): Machine => ({
  os: process.platform,
  arch: process.arch,
  musl: isNonGlibcLinuxSync(),
})
