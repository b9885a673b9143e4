/** The pages that are written by hand, in the order in which a bot's author needs them. */
export const contents = [
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
      "operations",
      "scaling",
      "own-servers",
      "privacy-and-security",
      "troubleshooting",
      "from-telegram",
      "from-simplex-libraries",
      "from-websocket",
    ],
  },
]
