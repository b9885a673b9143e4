// A copy of this checkout in which a release can be tried: the checkout itself stays as it is.

import { cp, mkdir, writeFile } from "node:fs/promises"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { readChangesets } from "@changesets/read"
import { published, root } from "./packages.ts"
import { run } from "./run.ts"

/** Copies all files that git has or would take, and makes a repository of them. */
export async function copyCheckout(to: string): Promise<void> {
  const listed = await run(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
    },
  )
  for (const file of new Set(listed.split("\0"))) {
    // A file that was deleted and not committed is still listed.
    if (file === "" || !existsSync(join(root, file))) continue
    await mkdir(dirname(join(to, file)), { recursive: true })
    await cp(join(root, file), join(to, file))
  }
  const git = (...args: string[]): Promise<string> => run("git", args, { cwd: to })
  await git("init", "--quiet", "--initial-branch=main")
  await git("config", "user.name", "Trial")
  await git("config", "user.email", "trial@localhost")
  await git("add", "--all")
  await git("commit", "--quiet", "--no-gpg-sign", "--no-verify", "--message=Before")
}

/**
 * Takes over what was built of some packages in this checkout.
 *
 * @throws {Error} when a package is not built
 */
export async function copyBuilds(to: string, names: readonly string[]): Promise<void> {
  for (const { folder, manifest } of published(root)) {
    if (!names.includes(manifest.name)) continue
    const dist = join(folder, "dist")
    if (!existsSync(dist)) throw new Error(`${manifest.name} is not built: run \`pnpm build\`.`)
    await cp(dist, join(to, folder.slice(root.length), "dist"), { recursive: true })
  }
}

/** What the pending changesets say, by package; a made-up one where nothing is pending. */
export async function changesets(checkout: string): Promise<Map<string, string>> {
  if ((await readChangesets(checkout)).length === 0) {
    const names = published(checkout).map(({ manifest }) => `"${manifest.name}": patch`)
    const text = `---\n${names.join("\n")}\n---\n\nA trial.\n`
    await writeFile(join(checkout, ".changeset", "trial.md"), text)
  }
  const pending = await readChangesets(checkout)
  return new Map(
    pending.flatMap(({ releases, summary }) =>
      releases.map(({ name }) => [name, summary] as const),
    ),
  )
}
