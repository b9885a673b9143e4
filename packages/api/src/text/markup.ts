/** A piece of a text that should not be cut. */
export interface Piece {
  readonly text: string
  /** What to put before and after each part when it is too long and must be cut all the same. */
  readonly wrap?: readonly [string, string]
  /** It ends a line, or is blanks: a good place to cut is after it. */
  readonly breaks?: "line" | "blank"
  /** The block of code that it is a line of. */
  readonly fence?: Fence
  /** It is the line that closes the block. */
  readonly closes?: boolean
  /** The name that it mentions. */
  readonly mention?: string
}

/** A block of code between two lines of three backticks. */
export interface Fence {
  /** What opens it again, in the next part of a text that is cut inside. */
  readonly opener: string
}

/**
 * The markup of the core, which reads each line from left to right: a span begins where the line, a
 * blank or another span ends, and its content neither begins nor ends with a blank. A link and a
 * quoted name are bounded, so that a bracket without its other half is not looked for to the end of a
 * book. What joins the character before it to one grapheme, such as an accent, belongs to the piece
 * before it.
 */
const grammar = new RegExp(
  `(?<line>\\r?\\n)|(?:${[
    /(?<blank>[^\S\r\n]+)/,
    /(?<bold>\*(?![\s*])[^*\n]*(?<!\s)\*)/,
    /(?<italic>_(?![\s_])[^_\n]*(?<!\s)_)/,
    /(?<struck>~(?![\s~])[^~\n]*(?<!\s)~)/,
    /(?<code>`(?![\s`])[^`\n]*(?<!\s)`)/,
    /(?<hashes>#+)(?![\s#])[^#\n]*(?<!\s)#+/,
    /(?<colour>!(?:-|[1-6]|[a-z]{1,8}) )(?!\s)[^!\n]*(?<!\s)!/,
    /(?<named>@'(?<name>[^'\n]{1,2000})')/,
    /(?<command>\/'[^'\n]{1,2000}')/,
    /(?<link>\[[^\]\n]{1,500}\]\([^)\s]{1,2000}\))/,
    /(?<word>\S+)/,
    /(?<rest>[\s\S])/,
  ]
    .map(({ source }) => source)
    .join("|")})(?<joined>[\\p{M}\\p{Emoji_Modifier}\\u200c\\u200d\\u{e0020}-\\u{e007f}]*)`,
  "uy",
)

/** The text in pieces; together they are the text. */
export function* pieces(text: string): Generator<Piece> {
  let at = 0
  for (const block of fencedBlocks(text)) {
    yield* markedPieces(text.slice(at, block.start))
    yield* linesOf(text.slice(block.start, block.end))
    at = block.end
  }
  yield* markedPieces(text.slice(at))
}

const fenceLine = /^ {0,3}```(?<info>[^`\n]*)$/gmu

/** Where blocks of code begin and end. One that is never closed is no block. */
function* fencedBlocks(text: string): Generator<{ readonly start: number; readonly end: number }> {
  const lines = [...text.matchAll(fenceLine)]
  for (let i = 0; i < lines.length; i++) {
    const start = lines[i]?.index ?? 0
    // The line that closes it has nothing but the backticks.
    const isEnd = (match: RegExpExecArray | undefined) => match?.groups?.["info"]?.trim() === ""
    let closing = i + 1
    while (closing < lines.length && !isEnd(lines[closing])) closing++
    if (closing === lines.length) return
    const last = lines[closing]
    yield { start, end: (last?.index ?? 0) + (last?.[0].length ?? 0) }
    i = closing
  }
}

/** Where the block of code begins that is open at the end of a text; undefined when none is. */
export function openBlockAt(text: string): number | undefined {
  let open: number | undefined
  for (const { index, groups } of text.matchAll(fenceLine)) {
    if (open === undefined) open = index
    else if (groups?.["info"]?.trim() === "") open = undefined
  }
  return open
}

function* linesOf(block: string): Generator<Piece> {
  const [first = ""] = block.split("\n", 1)
  // The language, such as `c++`: what else is in the line is of the whole block.
  const language = /^[ `]*(?<language>[\w+#.-]{0,20})/u.exec(first)?.groups?.["language"] ?? ""
  const fence = { opener: `\`\`\`${language}\n` }
  for (const [text] of block.matchAll(/[^\n]*\n|[^\n]+$/gu)) {
    yield { text, breaks: "line", fence, closes: !text.endsWith("\n") }
  }
}

function* markedPieces(text: string): Generator<Piece> {
  for (let at = 0; at < text.length;) {
    // The generator may be left and entered anew while another one uses the expression.
    grammar.lastIndex = at
    const match = grammar.exec(text)
    if (match === null) return
    at = grammar.lastIndex
    yield piece(match[0], match.groups ?? {})
  }
}

function piece(text: string, groups: Partial<Record<string, string>>): Piece {
  const {
    line,
    blank,
    bold,
    italic,
    struck,
    code,
    hashes,
    colour,
    name,
    word,
    joined = "",
  } = groups
  if (line !== undefined) return { text, breaks: "line" }
  if (blank !== undefined) return { text, breaks: "blank" }
  const mark = (bold ?? italic ?? struck ?? code)?.charAt(0)
  if (mark !== undefined) return { text, wrap: [mark, mark + joined] }
  if (hashes !== undefined) return { text, wrap: [hashes, /#+$/.exec(text)?.[0] ?? `#${joined}`] }
  if (colour !== undefined) return { text, wrap: [colour, `!${joined}`] }
  if (name !== undefined) return { text, mention: name }
  if (word?.startsWith("@") === true) return { text, mention: nameIn(word) }
  return { text }
}

/** As recorded: punctuation at the end is none of the name, inside it is (`@a.`, `@a,b`). */
function nameIn(word: string): string {
  // In linear time, which a pattern that ends with `$` would not take.
  let end = word.length
  while (end > 1 && /[.,:;!?)\]'"]/u.test(word[end - 1] ?? "")) end--
  return word.slice(1, end)
}
