export interface Section {
  readonly label: string
  /** Where its pages are, on the site and here. */
  readonly folder: string
  readonly pages: readonly string[]
  /** Where they are here, if not in that folder: guides of a package come with it. */
  readonly source?: string
}

/** The pages that are written by hand, in the order in which a bot's author needs them. */
export const contents: readonly Section[] = [
  { label: "Start", folder: "start", pages: ["quick-start", "first-bot"] },
  {
    label: "Guides",
    folder: "guides",
    pages: [
      "handlers-and-filters",
      "commands",
      "conversations",
      "state",
      "groups",
      "channels",
      "files",
      "sending",
      "testing",
      "playground",
      "deployment",
      "scaling",
      "own-servers",
      "privacy-and-security",
      "troubleshooting",
      "from-telegram",
      "from-simplex-libraries",
      "from-websocket",
    ],
  },
  {
    label: "Kits",
    folder: "guides",
    source: "../packages/bot/guides",
    pages: ["forms", "schedule", "polls", "moderation", "media", "languages", "plugins", "bots"],
  },
  { label: "Background", folder: "", pages: ["operations", "scale", "architecture", "comparison"] },
]
