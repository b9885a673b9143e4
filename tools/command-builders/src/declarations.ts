import {
  type ImportDeclarationStructure,
  type OptionalKind,
  Project,
  type SourceFile,
  VariableDeclarationKind,
} from "ts-morph"

/**
 * Opens every module that bots/ writes, by its path in a folder: the types, responses and events,
 * and in `wire/` the commands without their builders.
 */
export function readDeclarations(folder: string): Map<string, SourceFile> {
  const project = new Project({ skipAddingFilesFromTsConfig: true })
  const files = project.addSourceFilesAtPaths(
    ["wire/*.ts", "types/*.ts", "responses.ts", "events.ts"].map((path) => `${folder}/${path}`),
  )
  const root = project.getDirectoryOrThrow(folder)
  return new Map(files.map((file) => [root.getRelativePathTo(file), file]))
}

/** The names that a file declares. */
export function namesOf(file: SourceFile): string[] {
  return [...file.getInterfaces(), ...file.getTypeAliases()].map((node) => node.getName())
}

/** Adds an exported constant after everything of that name, with the documentation of the type. */
export function addConstant(
  file: SourceFile,
  name: string,
  constant: { type: string; code: string },
): void {
  const type = file.getInterface(name) ?? file.getTypeAliasOrThrow(name)
  const last = file.getModule(name) ?? type
  // The comment as written: ts-morph's parts lose what looks like a tag, ` @<id>`.
  const docs = type.getJsDocs().map((doc) => `${doc.getText()}\n`)
  file.insertVariableStatement(last.getChildIndex() + 1, {
    leadingTrivia: `\n${docs.join("")}`,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, type: constant.type, initializer: constant.code }],
  })
}

/** Adds imports, and removes those that they replace or that only the wire commands needed. */
export function addImports(
  file: SourceFile,
  imports: OptionalKind<ImportDeclarationStructure>[],
): void {
  const names = new Set(imports.flatMap(({ namedImports }) => namedImports as string[]))
  for (const declaration of file.getImportDeclarations()) {
    for (const name of declaration.getNamedImports()) if (names.has(name.getName())) name.remove()
    const namespace = declaration.getNamespaceImport()
    const used = namespace !== undefined && file.getText().includes(`${namespace.getText()}.`)
    if (!used && declaration.getNamedImports().length === 0) declaration.remove()
  }
  file.insertImportDeclarations(0, imports)
}

/** Removes the comments before the first statement. */
export function removeHeader(file: SourceFile): void {
  const [header = ""] = /^(?:\/\/.*\n|\n)*/.exec(file.getFullText()) ?? []
  file.replaceText([0, header.length], "")
}
