import { checkOptions, checkText, InvalidArgumentError } from "../checks.ts"
import { type Fence, type Piece, pieces } from "./markup.ts"
import { maxContentBytes, sizeOf } from "../limits/message-size.ts"

/** How to split. */
export interface SplitOptions {
  /**
   * The most bytes of a part, counted as JSON without its quotes; absent: as many as fit into a plain
   * message. Take less for replies: what they quote counts as well.
   */
  readonly maxBytes?: number | undefined
}

const emptyContent = sizeOf({ type: "text", text: "" })

/** What closes a block of code that is cut. */
const closer = "\n```"

/**
 * Splits a text into parts that fit into a message each: at the end of a line where there is one in
 * the second half of a part, else at a blank, else between words and formatted spans. It never cuts
 * inside a grapheme, such as an emoji of several code points, a formatted span, a link or a mention.
 * A span that is itself too long is closed and opened again, at a blank where it has one, and so is a
 * block of code between lines of three backticks: what was secret stays secret. Otherwise the parts
 * together are the text.
 *
 * @returns the parts, none of them empty; none for an empty text
 * @throws {InvalidArgumentError} when `maxBytes` is not a whole number of at least 64
 *
 * @example
 * ```ts
 * for (const part of splitText(text)) await api.apiSendTextMessage(contact, part)
 * ```
 */
export function splitText(text: string, options: SplitOptions = {}): string[] {
  checkText(text)
  checkOptions(options, { maxBytes: "any" })
  const { maxBytes = maxContentBytes - emptyContent } = options
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 64) {
    throw new InvalidArgumentError("maxBytes", "must be a whole number of at least 64")
  }
  if (innerSize(text) <= maxBytes) return text === "" ? [] : [text]
  const splitter = new Splitter(maxBytes)
  for (const piece of pieces(text)) {
    for (const fitting of fittingParts(piece, maxBytes)) splitter.add(fitting)
  }
  return splitter.finish()
}

/** Collects pieces into parts. */
class Splitter {
  readonly #maxBytes: number
  readonly #parts: string[] = []
  #pieces: Piece[] = []
  /** Opens the block of code again in which the last part ended. */
  #prefix = ""
  #size = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  add(piece: Piece): void {
    if (!this.#fits(piece)) this.#cut(piece)
    // What is left after the cut can still be too much together with this piece.
    if (!this.#fits(piece)) this.#flush(this.#pieces.length, piece)
    this.#pieces.push(piece)
    this.#size += innerSize(piece.text)
  }

  finish(): string[] {
    if (this.#pieces.length > 0) this.#flush(this.#pieces.length, undefined)
    return this.#parts
  }

  /** A line of code leaves room for what closes the block, which the line that closes it may use. */
  #fits({ text, fence, closes = false }: Piece): boolean {
    const room = fence !== undefined && !closes ? innerSize(closer) + 3 : 0
    return this.#size + innerSize(text) + room <= this.#maxBytes
  }

  /** At the last good place of the second half. */
  #cut(following: Piece): void {
    const half = this.#size / 2
    let size = this.#size
    let blank: number | undefined
    for (let at = this.#pieces.length; at > 0; at--) {
      const piece = this.#pieces[at - 1]
      if (piece === undefined || size < half) break
      if (piece.breaks === "line") return this.#flush(at, following)
      if (piece.breaks === "blank") blank ??= at
      size -= innerSize(piece.text)
    }
    this.#flush(blank ?? this.#pieces.length, following)
  }

  /** @param following what comes after all pieces that are here */
  #flush(count: number, following: Piece | undefined): void {
    const part = this.#pieces.splice(0, count)
    const last = part.at(-1)
    if (last === undefined) return
    const fence = commonFence(last, this.#pieces[0] ?? following)
    const text = this.#prefix + part.map(({ text }) => text).join("")
    this.#prefix = fence?.opener ?? ""
    this.#parts.push(fence === undefined ? text : text.replace(/\n$/, "") + closer)
    this.#size = this.#pieces.reduce((sum, { text }) => sum + innerSize(text), 0)
    this.#size += innerSize(this.#prefix)
  }
}

const commonFence = (one: Piece, next: Piece | undefined): Fence | undefined =>
  one.fence === next?.fence ? one.fence : undefined

const innerSize = (text: string): number => sizeOf(text) - 2

/** The piece; cut, each part in the marks of the whole, when it is too large. */
function* fittingParts(piece: Piece, maxBytes: number): Generator<Piece, void> {
  const { fence } = piece
  const around = fence === undefined ? 0 : innerSize(fence.opener) + innerSize(closer) + 3
  if (innerSize(piece.text) + around <= maxBytes) {
    yield piece
    return
  }
  if (piece.wrap === undefined) {
    for (const text of cutAtGraphemes(piece.text, maxBytes - around)) yield { ...piece, text }
    return
  }
  const [before, after] = piece.wrap
  const inside = piece.text.slice(before.length, piece.text.length - after.length)
  const room = maxBytes - innerSize(before) - innerSize(after)
  // Marks with nothing else between them can be of any length, too.
  if (room < 8) for (const text of cutAtGraphemes(piece.text, maxBytes)) yield { text }
  else yield* cutSpan(inside, room, [before, after])
}

/**
 * A span in parts, cut at blanks where it has any. The blanks stay outside the marks: between a mark
 * and a blank the core sees no markup, and a secret would be read in clear.
 */
function* cutSpan(
  inside: string,
  maxBytes: number,
  [before, after]: readonly [string, string],
): Generator<Piece> {
  const marked = (text: string): Piece => ({ text: before + text + after })
  let part = ""
  let size = 0
  for (const [word, blanks = ""] of inside.matchAll(/(?<blanks>\s*)\S+/gu)) {
    const wordSize = innerSize(word)
    if (size + wordSize <= maxBytes) {
      part += word
      size += wordSize
      continue
    }
    if (part !== "") {
      yield marked(part)
      for (const text of cutAtGraphemes(blanks, maxBytes)) yield { text, breaks: "blank" }
    }
    part = ""
    for (const cut of cutAtGraphemes(word.slice(blanks.length), maxBytes)) {
      if (part !== "") yield marked(part)
      part = cut
    }
    size = innerSize(part)
  }
  yield marked(part)
}

// Made by the first word that is too long: loading what the segmenter needs takes milliseconds.
let segmenter: Intl.Segmenter | undefined
const graphemesOf = (text: string) =>
  (segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" })).segment(text)

function* cutAtGraphemes(text: string, maxBytes: number): Generator<string> {
  let part = ""
  let size = 0
  for (const unit of units(text, maxBytes)) {
    const unitSize = innerSize(unit)
    if (size + unitSize > maxBytes && part !== "") {
      yield part
      part = ""
      size = 0
    }
    part += unit
    size += unitSize
  }
  if (part !== "") yield part
}

/** Graphemes; the code points of one that is itself too large, which only malice writes. */
function* units(text: string, maxBytes: number): Generator<string> {
  for (const { segment } of graphemesOf(text)) {
    if (innerSize(segment) <= maxBytes) yield segment
    else yield* segment
  }
}
