import { type Piece, pieces } from "./markup.ts"
import { maxContentBytes, sizeOf } from "./message-size.ts"

export interface SplitOptions {
  /**
   * How many bytes a part may have, counted as JSON without its quotes; absent: as many as fit into
   * a plain message. Take less for replies: what they quote counts as well.
   */
  readonly maxBytes?: number | undefined
}

const emptyContent = sizeOf({ type: "text", text: "" })

/**
 * Cuts a text into parts that fit into a message each: at the end of a line where there is one in
 * the second half of a part, else at a blank, else between words and formatted spans. Never inside
 * a grapheme, such as an emoji of several code points, and never inside a formatted span, a link or
 * a mention; a span that is itself too long is closed and opened again. Otherwise the parts together
 * are the text.
 *
 * @returns the parts, none of them empty; none for an empty text
 * @throws {RangeError} when `maxBytes` is not a whole number of at least 64
 */
export function splitText(text: string, options: SplitOptions = {}): string[] {
  const { maxBytes = maxContentBytes - emptyContent } = options
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 64) {
    throw new RangeError(`maxBytes: a whole number from 64 on is needed, not ${maxBytes}`)
  }
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
  #size = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  add(piece: Piece): void {
    const size = innerSize(piece.text)
    if (this.#size + size > this.#maxBytes) this.#cut()
    // What is left after the cut can still be too much together with this piece.
    if (this.#size + size > this.#maxBytes) this.#flush(this.#pieces.length)
    this.#pieces.push(piece)
    this.#size += size
  }

  finish(): string[] {
    if (this.#pieces.length > 0) this.#flush(this.#pieces.length)
    return this.#parts
  }

  /** At the last good place of the second half. */
  #cut(): void {
    const half = this.#size / 2
    let size = this.#size
    let blank: number | undefined
    for (let at = this.#pieces.length; at > 0; at--) {
      const piece = this.#pieces[at - 1]
      if (piece === undefined || size < half) break
      if (piece.breaks === "line") return this.#flush(at)
      if (piece.breaks === "blank") blank ??= at
      size -= innerSize(piece.text)
    }
    this.#flush(blank ?? this.#pieces.length)
  }

  #flush(count: number): void {
    const part = this.#pieces.splice(0, count)
    if (part.length > 0) this.#parts.push(part.map(({ text }) => text).join(""))
    this.#size = this.#pieces.reduce((sum, { text }) => sum + innerSize(text), 0)
  }
}

const innerSize = (text: string): number => sizeOf(text) - 2

/** The piece; cut at graphemes, each part in the marks of the whole, when it is too large. */
function* fittingParts(piece: Piece, maxBytes: number): Generator<Piece, void> {
  if (innerSize(piece.text) <= maxBytes) {
    yield piece
    return
  }
  const [before, after] = piece.wrap ?? ["", ""]
  const inside = piece.text.slice(before.length, piece.text.length - after.length)
  const room = maxBytes - innerSize(before) - innerSize(after)
  for (const part of cutAtGraphemes(inside, room)) yield { text: before + part + after }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

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
  for (const { segment } of graphemes.segment(text)) {
    if (innerSize(segment) <= maxBytes) yield segment
    else yield* segment
  }
}
