import { Project, type SourceFile } from "ts-morph"

/** The published packages, in the order of the pages, and their sources as users see them. */
export const packageNames = [
  "bot",
  "api",
  "core",
  "core-ffi",
  "core-remote",
  "workers",
  "testing",
  "types",
] as const

export type PublicSources = ReadonlyMap<string, SourceFile>

/** The root module of each published package, with the types resolved. */
export function publicSources(): PublicSources {
  const project = new Project({
    tsConfigFilePath: new URL("../../tsconfig.base.json", import.meta.url).pathname,
    skipAddingFilesFromTsConfig: true,
  })
  return new Map(
    packageNames.map((name) => [
      name,
      project.addSourceFileAtPath(
        new URL(`../../packages/${name}/src/index.ts`, import.meta.url).pathname,
      ),
    ]),
  )
}
