import { posix } from "node:path"

const repository = "https://github.com/simplex-chat/simplex-chat-bot-sdk/blob/main"

/** Where the site is. The pages of its reference are generated, so that other pages link to them there. */
const site = "https://simplex-chat.github.io/simplex-chat-bot-sdk/"

/**
 * Turns links between the files of this folder, which GitHub follows, into links between the pages of the
 * site: `../guides/files.md#images` of `start/quick-start` into `../../guides/files/#images`. Links to
 * other files of the repository lead to it.
 *
 * @param path the page, without `.md`
 */
export function siteLinks(path: string, markdown: string): string {
  const root = "../".repeat(path.split("/").length)
  return markdown
    .replaceAll(site, root)
    .replaceAll(
      /(?<=\]\()(?![a-z]+:|\/|#)([^)#]+)(#[^)]*)?(?=\))/g,
      (_, to: string, anchor = "") => {
        const target = posix
          .join(posix.dirname(path), to)
          .replace(/^\.\.\/packages\/bot\/guides\//, "guides/")
        if (target.startsWith(".."))
          return `${repository}/${posix.join("docs", target)}${anchor as string}`
        if (!/(\.md|\.ts|\/)$/.test(target)) return `${repository}/docs/${target}`
        const up = path === "index" ? "./" : root
        return `${up}${target.replace(/(\.md|\.ts|\/)$/, "")}/${anchor as string}`
      },
    )
}
