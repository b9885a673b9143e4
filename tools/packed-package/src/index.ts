// Packages as they are published: packed, and installed into an empty project outside the workspace.
// They must be built before, which `pnpm test` at the root does.

import { execFileSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** What goes into the project. */
export interface ProjectOptions {
  /** The packages of this repository to install, by the last part of their name. */
  readonly packages: readonly string[]
  /** Other packages to install, with their versions. */
  readonly others?: Readonly<Record<string, string>> | undefined
  /** A folder whose files are copied into the project. */
  readonly fixtures?: string | undefined
  /** Further files, by name. */
  readonly files?: Readonly<Record<string, string>> | undefined
}

// On Windows pnpm is a script, which only a shell runs.
const shell = process.platform === "win32"

/** A project that has installed packages of this repository from their tarballs. */
export class PackedProject {
  readonly folder: string

  /** Packs and installs; takes some seconds. Remove it with {@link remove}. */
  constructor({ packages, others = {}, fixtures, files = {} }: ProjectOptions) {
    this.folder = mkdtempSync(join(tmpdir(), "simplex-chat-packed-"))
    const tarballs: Record<string, string> = {}
    for (const name of packages) {
      const full = `@simplex-chat/${name}`
      execFileSync("pnpm", ["--filter", full, "pack", "--out", this.tarball(name)], { shell })
      tarballs[full] = `file:${this.tarball(name)}`
    }
    if (fixtures !== undefined) cpSync(fixtures, this.folder, { recursive: true })
    for (const [name, text] of Object.entries(files)) this.write(name, text)
    const dependencies = { ...tarballs, ...others }
    const manifest = { private: true, type: "module", dependencies }
    this.write("package.json", JSON.stringify({ ...manifest, pnpm: { overrides: tarballs } }))
    const install = ["install", "--prefer-offline", "--ignore-scripts"]
    execFileSync("pnpm", install, { cwd: this.folder, encoding: "utf8", shell })
  }

  /** The file of a packed package. */
  tarball(name: string): string {
    return join(this.folder, `${name}.tgz`)
  }

  /** The folder of an installed package. */
  installed(name: string): string {
    return join(this.folder, "node_modules/@simplex-chat", name)
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text)
  }

  /** Runs a script of the project, and gives what it printed. */
  run(script: string): string {
    return execFileSync(process.execPath, [script], { cwd: this.folder, encoding: "utf8" })
  }

  /**
   * Type-checks files of the project.
   *
   * @param compiler the name under which the calling package installed TypeScript
   * @returns what the compiler printed: nothing when all is well
   */
  typecheck(compiler: string, compilerOptions: object, files: readonly string[]): string {
    const common = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      module: "nodenext",
      moduleResolution: "nodenext",
    }
    const options = { ...common, ...compilerOptions }
    this.write("tsconfig.json", JSON.stringify({ compilerOptions: options, files }))
    return runBin(compiler, "tsc", ["-p", this.folder])
  }

  /** What publint finds in a tarball. */
  publint(name: string): string {
    return runBin("publint", "publint", [this.tarball(name), "--strict"])
  }

  /** What Are The Types Wrong finds in a tarball: nothing when all is well. */
  attw(name: string): string {
    const args = [this.tarball(name), "--profile", "esm-only", "--quiet"]
    return runBin("@arethetypeswrong/cli", "attw", args)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }
}

/** Runs a program that a dependency of the calling package brings, and gives what it printed. */
function runBin(name: string, bin: string, args: string[]): string {
  const home = join("node_modules", name)
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
    bin: string | Record<string, string>
  }
  const file = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[bin]
  try {
    return execFileSync(process.execPath, [join(home, file ?? ""), ...args], { encoding: "utf8" })
  } catch (error) {
    // What a compiler or linter found is on its output.
    throw new Error((error as { stdout: string }).stdout, { cause: error })
  }
}
