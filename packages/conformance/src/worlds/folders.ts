import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** The folders of one run of a scenario, removed at its end. */
export class Folders {
  readonly root = mkdtempSync(join(tmpdir(), "conformance-"))

  /** A folder of one core: `db`, `files`, `tmp`; made when it is missing. */
  of(name: string, part: string): string {
    const folder = join(this.root, name, part)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
