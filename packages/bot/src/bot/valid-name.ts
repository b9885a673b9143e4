/** The longest name, in characters. */
const longest = 50

const isSpace = (char: string): boolean => /\s/u.test(char)
const isPunctuation = (char: string): boolean => /\p{P}/u.test(char)
const canBegin = (char: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(char)

/** Removed wherever they are, as recorded: `a/b#c` becomes `abc`, and `bad,name#` becomes `badname`. */
const prohibited = "'#@,/"

/**
 * A name as the core would write it; the core refuses every other. It has letters, numbers, symbols,
 * single blanks, and at most three punctuation marks in a row, but begins with none. Characters
 * without width are no letters.
 */
export function validName(name: string): string {
  let valid = ""
  let [previous, punctuation] = ["", 0]
  for (const given of name) {
    const char = isSpace(given) ? " " : given
    if (!isAllowed(char, previous, punctuation)) continue
    if (isPunctuation(char)) punctuation++
    else if (!isSpace(char)) punctuation = 0
    valid += char
    previous = char
  }
  return Array.from(valid).slice(0, longest).join("").trimEnd()
}

function isAllowed(char: string, previous: string, punctuation: number): boolean {
  if (prohibited.includes(char)) return false
  if (canBegin(char)) return true
  if (previous === "") return false
  if (isSpace(previous)) return punctuation === 0 && isPunctuation(char)
  if (isPunctuation(previous)) return isSpace(char) || (punctuation < 3 && isPunctuation(char))
  return isSpace(char) || isPunctuation(char) || /\p{M}/u.test(char)
}
