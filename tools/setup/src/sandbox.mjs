// For the tests: a checkout and a PATH of their own, with programs that only write down what they
// were asked.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { onTestFinished } from "vitest"
import { which } from "./process.mjs"
import { Workspace } from "./workspace.mjs"

/** What the fake programs and set-up itself need of a real system; no apt, compiler or GHC. */
const REAL = ["env", "mkdir", "chmod", "cat", "sleep"]

export class Sandbox {
  constructor() {
    const folder = mkdtempSync(join(tmpdir(), "setup-test-"))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    this.workspace = new Workspace(join(folder, "checkout"))
    this.bin = join(folder, "bin")
    this.record = join(folder, "calls")
    mkdirSync(this.bin)
    mkdirSync(join(this.workspace.root, "bots"), { recursive: true })
    for (const name of REAL) symlinkSync(which(name, process.env) ?? name, join(this.bin, name))
    /** @type {import("./process.mjs").Env} */
    this.env = { PATH: this.bin, HOME: folder, LANG: "C.UTF-8", BIN: this.bin }
  }

  /**
   * Puts a program on the PATH. Each call of it is one line in `calls()`.
   *
   * @param {string} name
   * @param {string} [script] what it does then, for sh; `$BIN` is the PATH's folder
   */
  program(name, script = "") {
    const file = join(this.bin, name)
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${this.record}"\n${script}\n`)
    chmodSync(file, 0o755)
  }

  /**
   * Writes a file of the checkout.
   *
   * @param {string} path
   * @param {string} text
   */
  write(path, text) {
    const file = join(this.workspace.root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** The calls of the fake programs, oldest first. */
  calls() {
    return existsSync(this.record) ? readFileSync(this.record, "utf8").trimEnd().split("\n") : []
  }
}

/**
 * The shell text that makes a program which prints one line, for a program that installs programs.
 *
 * @param {string} name
 * @param {string} line
 */
export function installing(name, line) {
  return `echo '#!/bin/sh' > "$BIN/${name}"; echo 'echo "${line}"' >> "$BIN/${name}"; chmod +x "$BIN/${name}"`
}
