import { stripVTControlCharacters, styleText } from "node:util"
import { schema } from "../src/gen/schema.ts"
import type { Checks, Line } from "./replay.ts"

const colours: Readonly<Record<string, "cyan" | "yellow" | "magenta">> = {
  alice: "cyan",
  bob: "yellow",
  carol: "magenta",
}
const arrows = { command: "→", answer: "←", event: "·" }
const marks = {
  same: () => styleText("green", "✓"),
  respelled: () => styleText("yellow", "≈"),
  "looked up": () => "",
  refused: () => "",
  wrong: () => styleText("red", "✗"),
}

const whoWidth = 6
const nameWidth = 25
const indent = whoWidth + nameWidth + 6

/** The title of a scene. */
export function titleText(title: string): string {
  return `\n${styleText("bold", title)}`
}

/** A line of the dialogue, cut to the terminal's width. */
export function lineText({ who, kind, name, text, rebuilt }: Line, width: number): string {
  const person = styleText(colours[who] ?? "white", who.padEnd(whoWidth))
  const style = kind === "command" ? "blue" : name === "error" ? "red" : "dim"
  const what = styleText(style, name.padEnd(nameWidth))
  const start = `  ${person}${styleText("dim", arrows[kind])} ${what}  `
  const [first = "", ...more] = text.split("\n").map((line) => cut(line, width - indent - 2))
  const mark = rebuilt !== undefined ? ` ${marks[rebuilt]()}` : ""
  return [start + first + mark, ...more.map((line) => " ".repeat(indent) + line)].join("\n")
}

/** What was checked. */
export function summaryText({ count, failures }: Checks, differences: number): string {
  const passed = [
    `${count.same} commands read and rebuilt byte for byte, ${count.respelled} more in another spelling (≈)`,
    `${count.answer} answers, ${count.event} events and ${count.error} errors validated, every field`,
  ]
  const notes = [
    `Recorded with the core 7.0.0.6: ${differences} known differences to ${schema.version} are allowed for.`,
    `${count.undeclared} commands that the API leaves to raw text were skipped.`,
  ]
  return [
    titleText("Checked"),
    ...passed.map((line) => `  ${styleText("green", "✓")} ${line}`),
    ...failures.map((line) => `  ${styleText("red", "✗")} ${line}`),
    ...notes.map((line) => styleText("dim", `    ${line}`)),
    "",
  ].join("\n")
}

/** Shortens plain text; what carries styles is short enough. */
function cut(text: string, room: number): string {
  if (text.length <= room || stripVTControlCharacters(text) !== text) return text
  return `${text.slice(0, room - 1)}…`
}
