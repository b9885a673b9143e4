import type { Frame } from "@simplex-chat/testing"
import { inspect } from "node:util"

/** How many frames are kept: one message makes about ten. */
const kept = 200

/** The commands, answers and events of the bot's core since the last message to it. */
export class Frames {
  #frames: Frame[] = []

  add(frame: Frame): void {
    this.#frames.push(frame)
    if (this.#frames.length > kept) this.#frames.shift()
  }

  clear(): void {
    this.#frames = []
  }

  /** As text: `<-` what the core sent to the bot, `->` what the bot sent to the core. */
  text(colors: boolean): string {
    if (this.#frames.length === 0) return "The core has been quiet since your last message."
    return this.#frames.map((frame) => frameText(frame, colors)).join("\n")
  }
}

function frameText(frame: Frame, colors: boolean): string {
  if ("command" in frame) return `-> ${frame.command}`
  const what = "event" in frame ? "event" : "answer"
  const json = "event" in frame ? frame.event : frame.answer
  const shown = inspect(JSON.parse(json), {
    depth: 8,
    colors,
    breakLength: 100,
    maxArrayLength: 20,
  })
  return `<- ${what} ${shown}`
}
