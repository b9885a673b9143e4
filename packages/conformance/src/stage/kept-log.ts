import type { Logger, LogLevel } from "@simplex-chat/bot"

/** A log that is kept, for scenarios about what the operator reads. */
export class KeptLog implements Logger {
  readonly lines: { readonly level: LogLevel; readonly message: string }[] = []
  readonly debug = this.#keep("debug")
  readonly info = this.#keep("info")
  readonly warn = this.#keep("warn")
  readonly error = this.#keep("error")

  /** How many lines of this level there are. */
  count(level: LogLevel): number {
    return this.lines.filter((line) => line.level === level).length
  }

  #keep(level: LogLevel): Logger[LogLevel] {
    return (_fields, message) => void this.lines.push({ level, message })
  }
}
