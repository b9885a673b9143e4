/** A text, or undefined where it is empty: an empty environment variable counts as unset. */
export const nonEmpty = (text: string | undefined): string | undefined =>
  text === "" ? undefined : text
