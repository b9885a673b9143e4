import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * One session in the format of the recordings that the packages are tested with: a JSON object a
 * line, with paths made neutral.
 */
export class SessionWriter {
  readonly #file: string
  readonly #start = performance.now()
  readonly #lines: string[] = []
  #calls = 0

  /**
   * @param folder where the file is written; made when it is missing
   * @param scenario the name of the scenario; the file is named after it
   */
  constructor(folder: string, scenario: string) {
    mkdirSync(folder, { recursive: true })
    this.#file = join(folder, `${fileNameOf(scenario)}.jsonl`)
    this.#add({ probe: "step", value: scenario })
  }

  opened(ctrl: string): void {
    this.#add({ ctrl, call: "chat_migrate_init", args: [`/data/${ctrl}`, "", "yesUp"] })
  }

  /** @returns its number, by which its answer is known: commands at once are answered in any order */
  command(ctrl: string, cmd: string): number {
    const n = this.#calls++
    this.#add({ ctrl, cmd, n })
    return n
  }

  answer(ctrl: string, json: string, n: number): void {
    this.#add({ ctrl, resp: JSON.parse(json) as unknown, n })
  }

  event(ctrl: string, json: string): void {
    this.#add({ ctrl, event: JSON.parse(json) as unknown })
  }

  closed(ctrl: string): void {
    this.#add({ ctrl, chat_close_store: "" })
  }

  /**
   * Writes the file.
   *
   * @param root the folder of this run: what is below it is named `/data/...`, as in all recordings
   */
  end(root: string): void {
    const text = this.#lines
      .join("\n")
      .replaceAll(root, "/data")
      .replaceAll(/\/data\/(\w+)\/(files|tmp)/g, "/data/$1_$2")
    writeFileSync(this.#file, `${text}\n`)
  }

  #add(line: Record<string, unknown>): void {
    this.#lines.push(JSON.stringify({ ...line, t: Math.round(performance.now() - this.#start) }))
  }
}

/** A name that every file system takes: letters, digits and hyphens. */
export function fileNameOf(scenario: string): string {
  return scenario
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
}
