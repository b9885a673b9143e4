/** The cells of the first Markdown table below a heading, without its head; backticks are taken off. */
export function tableUnder(markdown: string, heading: string): string[][] {
  const lines = markdown.split("\n")
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading)
  if (start < 0) throw new Error(`There is no heading "${heading}".`)
  const section = lines.slice(start + 1)
  const end = section.findIndex((line) => /^#+ /.test(line))
  const rows = section.slice(0, end < 0 ? undefined : end).filter((line) => line.startsWith("|"))
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  )
}
