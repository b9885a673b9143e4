/** A piece of a text that should not be cut. */
export interface Piece {
  readonly text: string
  /** What to put before and after each part when it is too long and must be cut all the same. */
  readonly wrap?: readonly [string, string]
  /** It ends a line, or is blanks: a good place to cut is after it. */
  readonly breaks?: "line" | "blank"
}

/**
 * The markup of the core, which reads a line from left to right: a span begins where the line, a
 * blank or another span ends, and its content neither begins nor ends with a blank. Bounded, so that
 * a bracket without its other half is not looked for to the end of a book. What joins the character
 * before it to one grapheme, such as an accent, belongs to the piece before it.
 */
const grammar = new RegExp(
  `(?<line>\\r?\\n)|(?:${[
    /(?<blank>[^\S\r\n]+)/,
    /(?<mark>[*_~`])(?!\s)(?:(?!\k<mark>)[^\n]){1,20000}(?<!\s)\k<mark>/,
    /(?<secret>#{1,8})(?![\s#])[^#\n]{1,20000}(?<!\s)#{1,8}/,
    /(?<colour>!(?:[1-6]|[a-z]{1,8}) )(?!\s)[^!\n]{1,20000}(?<!\s)!/,
    /(?<named>[@/]'[^'\n]{1,2000}')/,
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
  grammar.lastIndex = 0
  for (let match = grammar.exec(text); match !== null; match = grammar.exec(text)) {
    // The generator may be left and entered anew while another one uses the expression.
    const end = grammar.lastIndex
    yield piece(match[0], match.groups ?? {})
    grammar.lastIndex = end
  }
}

function piece(text: string, groups: Partial<Record<string, string>>): Piece {
  const { line, blank, mark, secret, colour, joined = "" } = groups
  if (line !== undefined) return { text, breaks: "line" }
  if (blank !== undefined) return { text, breaks: "blank" }
  // The mark is then part of a grapheme, and cannot be written again without the rest of it.
  if (joined !== "") return { text }
  if (mark !== undefined) return { text, wrap: [mark, mark] }
  if (secret !== undefined) return { text, wrap: [secret, secret] }
  if (colour !== undefined) return { text, wrap: [colour, "!"] }
  return { text }
}
