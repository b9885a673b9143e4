const isSpace = (c: string) => /\s/u.test(c)
const isPunctuation = (c: string) => /\p{P}/u.test(c)
const isFirst = (c: string) => /[\p{L}\p{N}\p{S}]/u.test(c)

/** What means something in the texts of commands: `@name`, `#group`, `'a name'`, a list, a path. */
const reserved = new Set(["'", "#", "@", ",", "/"])

/**
 * How the core would write a name: `a/b#c` as `abc`, ` blank` as `blank`, and no more than 50
 * characters (o-users 75 to 80, 361 to 364). A name is valid when this leaves it as it is.
 */
export function validName(name: string): string {
  let valid = ""
  let previous = ""
  let punctuation = 0
  for (const given of name) {
    if (reserved.has(given) || !follows(given, previous, punctuation)) continue
    previous = isSpace(given) ? " " : given
    valid += previous
    if (isPunctuation(given)) punctuation += 1
    else if (!isSpace(given)) punctuation = 0
  }
  return Array.from(valid).slice(0, 50).join("").trimEnd()
}

/** Whether a character may follow another: at most three marks in a row, and blanks one by one. */
function follows(c: string, previous: string, punctuation: number): boolean {
  if (isFirst(c)) return true
  if (previous === "") return false
  if (previous === " ") return punctuation === 0 && isPunctuation(c)
  if (isPunctuation(previous)) return isSpace(c) || (punctuation < 3 && isPunctuation(c))
  return isSpace(c) || /\p{M}/u.test(c) || isPunctuation(c)
}
