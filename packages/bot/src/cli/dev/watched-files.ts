import { type FSWatcher, watch } from "node:fs"
import { basename, dirname } from "node:path"

/** How long to collect changes before they are reported: an editor writes a file in steps. */
const settleMs = 100

/** Watches files that become known one after the other. */
export class WatchedFiles {
  readonly #onChange: (path: string) => void
  /** Folders, since many editors replace a file by another one of its name. */
  readonly #folders = new Map<
    string,
    { readonly watcher: FSWatcher; readonly names: Set<string> }
  >()
  #timer: NodeJS.Timeout | undefined

  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange
  }

  add(path: string): void {
    const folder = dirname(path)
    const known = this.#folders.get(folder)
    if (known !== undefined) return void known.names.add(basename(path))
    const names = new Set([basename(path)])
    const watcher = watch(folder, (_event, name) => {
      if (name === null || !names.has(name)) return
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#onChange(path), settleMs)
    })
    watcher.on("error", () => watcher.close()) // the folder was removed
    this.#folders.set(folder, { watcher, names })
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const { watcher } of this.#folders.values()) watcher.close()
    this.#folders.clear()
  }
}
