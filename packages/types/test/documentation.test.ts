import { readFileSync } from "node:fs"
import { type ExportedDeclarations, type JSDoc, Node, Project, SyntaxKind } from "ts-morph"
import { describe, expect, it } from "vitest"
import { schema } from "../src/gen/schema.ts"

const project = new Project({ tsConfigFilePath: "tsconfig.build.json" })
const moduleAt = (path: string) => project.getSourceFileOrThrow(`src/gen/${path}`)
const json = readFileSync("schema/api.json", "utf8")

/** The comments of a declaration; a constant's stand at its statement. */
function docsOf(declaration: ExportedDeclarations): JSDoc[] {
  const statement = Node.isVariableDeclaration(declaration)
    ? declaration.getVariableStatementOrThrow()
    : declaration
  return Node.isJSDocable(statement) ? statement.getJsDocs() : []
}

describe("documentation", () => {
  it.each(["types/index.ts", "commands/index.ts", "responses.ts", "events.ts", "schema.ts"])(
    "stands at every exported name of %s",
    (path) => {
      const bare = [...moduleAt(path).getExportedDeclarations()].filter(([, declarations]) =>
        declarations.some(
          // A namespace of members adds to a type, whose documentation is its own.
          (declaration) =>
            !Node.isModuleDeclaration(declaration) && docsOf(declaration).length === 0,
        ),
      )
      expect(bare.map(([name]) => name)).toEqual([])
    },
  )

  it("has no tags but those that it means, and none of them is empty", () => {
    const files = project.getSourceFiles("src/gen/**/*.ts")
    const docs = files.flatMap((file) => file.getDescendantsOfKind(SyntaxKind.JSDoc))
    const tags = docs.flatMap((doc) => doc.getTags())
    expect(tags.length).toBeGreaterThanOrEqual(schema.commands.length)
    const odd = tags.filter((tag) => tag.getTagName() !== "remarks" || !tag.getCommentText())
    expect(odd.map((tag) => tag.getText())).toEqual([])
  })

  const { commands } = JSON.parse(json) as { commands: { name: string; syntax: string }[] }
  it.each(commands)("an editor shows the whole syntax of $name", ({ name, syntax }) => {
    const [type] = moduleAt("commands/index.ts").getExportedDeclarations().get(name) ?? []
    if (!Node.isInterfaceDeclaration(type)) throw new Error(`${name} is no interface`)
    const info = project
      .getLanguageService()
      .compilerObject.getQuickInfoAtPosition(
        type.getSourceFile().getFilePath(),
        type.getNameNode().getStart(),
      )
    // What the type and the builder say is shown together.
    const shown = info?.tags?.map(({ text = [] }) => text.map((part) => part.text).join(""))
    const want = `Syntax: \`${syntax}\``
    expect(shown?.map((text) => text.replaceAll(/\s+/g, " "))).toEqual([want, want])
  })

  it("is left out of the schema that the code carries, and nothing more is", () => {
    const left = new Set(["$comment", "area", "category", "description", "network", "syntax"])
    const lean: unknown = JSON.parse(json, function (this: unknown, key, value: unknown) {
      return left.has(key) && !Array.isArray(this) ? undefined : value
    })
    expect(schema).toEqual(lean)
  })
})
