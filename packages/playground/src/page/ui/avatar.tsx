import type { JSX } from "preact"

/** A picture from a profile, or the first letter of a name in a color of its own. */
export function Avatar({
  name,
  image,
}: {
  readonly name: string
  readonly image?: string | undefined
}): JSX.Element {
  if (image?.startsWith("data:image/") === true) return <img class="avatar" src={image} alt="" />
  return (
    <span class={`avatar hue-${hueOf(name)}`} aria-hidden="true">
      {String.fromCodePoint(name.codePointAt(0) ?? 63).toUpperCase()}
    </span>
  )
}

/** One of six, the same for the same name. */
export function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return sum % 6
}
