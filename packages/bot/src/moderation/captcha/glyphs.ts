/**
 * The characters of captchas, five by seven points each. Those that look alike when they are bent, such as
 * `O` and `0` or `I` and `1`, are left out.
 */
const drawn: Readonly<Record<string, readonly string[]>> = {
  A: [" ### ", "#   #", "#   #", "#####", "#   #", "#   #", "#   #"],
  C: [" ####", "#    ", "#    ", "#    ", "#    ", "#    ", " ####"],
  E: ["#####", "#    ", "#    ", "#### ", "#    ", "#    ", "#####"],
  F: ["#####", "#    ", "#    ", "#### ", "#    ", "#    ", "#    "],
  H: ["#   #", "#   #", "#   #", "#####", "#   #", "#   #", "#   #"],
  J: ["    #", "    #", "    #", "    #", "#   #", "#   #", " ### "],
  K: ["#   #", "#  # ", "# #  ", "##   ", "# #  ", "#  # ", "#   #"],
  L: ["#    ", "#    ", "#    ", "#    ", "#    ", "#    ", "#####"],
  M: ["#   #", "## ##", "# # #", "# # #", "#   #", "#   #", "#   #"],
  N: ["#   #", "##  #", "# # #", "# # #", "#  ##", "#   #", "#   #"],
  P: ["#### ", "#   #", "#   #", "#### ", "#    ", "#    ", "#    "],
  R: ["#### ", "#   #", "#   #", "#### ", "# #  ", "#  # ", "#   #"],
  T: ["#####", "  #  ", "  #  ", "  #  ", "  #  ", "  #  ", "  #  "],
  W: ["#   #", "#   #", "#   #", "# # #", "# # #", "## ##", "#   #"],
  X: ["#   #", "#   #", " # # ", "  #  ", " # # ", "#   #", "#   #"],
  Y: ["#   #", "#   #", " # # ", "  #  ", "  #  ", "  #  ", "  #  "],
  3: ["#### ", "    #", "    #", " ### ", "    #", "    #", "#### "],
  4: ["   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "],
  6: [" ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "],
  7: ["#####", "    #", "   # ", "  #  ", "  #  ", " #   ", " #   "],
  9: [" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "],
}

export const glyphWidth = 5
export const glyphHeight = 7

/** All characters that can be drawn. */
export const alphabet: readonly string[] = Object.keys(drawn)

/** Whether a character has a point there. */
const hasPoint = (character: string, column: number, row: number): boolean =>
  drawn[character]?.[row]?.[column] === "#"

/** How much ink is at a place between the points, from 0 to 1: so characters can be bent smoothly. */
export function inkOf(character: string, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, down] = [x - left, y - top]
  const at = (column: number, row: number) => Number(hasPoint(character, column, row))
  return (
    (at(left, top) * (1 - right) + at(left + 1, top) * right) * (1 - down) +
    (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right) * down
  )
}
