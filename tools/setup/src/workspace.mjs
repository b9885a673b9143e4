// What every part of the set-up knows about this checkout.

import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The root folder of this checkout. */
const ROOT = fileURLToPath(new URL("../../..", import.meta.url))

/** The parts of a folder that set-up works with; tests hand in a folder of their own. */
export class Workspace {
  /** @param {string} [root] */
  constructor(root = ROOT) {
    this.root = root
    /** Ignored by git; whatever set-up installs or remembers is here, safe to delete. */
    this.tools = join(root, ".tools")
  }

  /** @param {string} name */
  log(name) {
    return join(this.tools, "logs", `${name}.log`)
  }

  /**
   * A short digest of some values and of the files (relative to the root) that exist.
   *
   * @param {readonly string[]} files
   * @param {readonly (string | undefined)[]} [values]
   */
  digest(files, values = []) {
    const hash = createHash("sha256").update(JSON.stringify(values))
    for (const file of files) {
      const path = join(this.root, file)
      hash.update(`\0${file}\0`).update(existsSync(path) ? readFileSync(path) : "")
    }
    return hash.digest("hex").slice(0, 32)
  }

  /**
   * What was remembered under `name`, if it was remembered for the same key.
   *
   * @param {string} name
   * @param {string} key
   * @returns {string | undefined}
   */
  recall(name, key) {
    const file = join(this.tools, "stamps", name)
    if (!existsSync(file)) return undefined
    const [savedKey, value] = readFileSync(file, "utf8").split("\n")
    return savedKey === key ? value : undefined
  }

  /**
   * @param {string} name
   * @param {string} key
   * @param {string} value one line
   */
  remember(name, key, value) {
    const file = join(this.tools, "stamps", name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${key}\n${value}\n`)
  }
}
