/** A page of the reference. */
export interface Page {
  /** Below `reference`, ending in `.md`. */
  readonly path: string
  readonly title: string
  readonly description: string
  /** Its place in the list of its folder. */
  readonly order: number
  /** Markdown. */
  readonly body: string
}

/** Makes a text safe inside a table's cell. */
export const cell = (text: string): string =>
  text.replaceAll(/\s*\n\s*/g, " ").replaceAll("|", "\\|")

/** Keeps what looks like HTML or JSX from being read as such, outside of code. */
export const prose = (text: string): string =>
  text
    .split(/(^```.*?^```$|`[^`]*`)/ms)
    .map((part, n) => (n % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("{", "&#123;")))
    .join("")
