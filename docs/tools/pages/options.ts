import { Node, type Symbol, type Type } from "ts-morph"
import type { PublicSources } from "../public-sources.ts"
import { cell, type Page, prose } from "./page.ts"

/** The options that have a section of their own: the package, the interface, and what takes it. */
const shown = [
  ["bot", "BotOptions", "`new Bot(options)`"],
  ["api", "ChatApiOptions", "`ChatApi.init(database, options)`"],
  ["core-ffi", "OpenOptions", "`openCore(database, options)`"],
  ["core-ffi", "InstallOptions", "`installLibrary(options)`"],
  ["core-remote", "ConnectOptions", "`connectCore(url, options)`"],
  ["core-remote", "ServeOptions", "`serveCore(core, options)`"],
  ["workers", "HostOptions", "`Host.start(bot, options)`"],
  ["workers", "AmqpCoreOptions", "`amqpCore(options)`"],
  ["testing", "NetworkOptions", "`createNetwork(options)`"],
] as const

/** All options with their documentation. */
export function optionsPage(sources: PublicSources): Page {
  const sections = shown.flatMap(([from, name, use]) => {
    const type = exportedType(sources, from, name)
    if (type === undefined) return []
    const rows = type
      .getProperties()
      .map((property) => `| \`${property.getName()}\` | ${cell(prose(docOf(property)))} |`)
    return [
      `## ${name}\n\nTaken by ${use} of \`@simplex-chat/${from}\`.\n\n| option | what it does |\n| --- | --- |\n${rows.join("\n")}`,
    ]
  })
  return {
    path: "options.md",
    title: "Options",
    description: "Every option of bots, clients, cores and the test network, with its default",
    order: 1,
    body: `Which options are there, and what do they default to?\n\n${sections.join("\n\n")}`,
  }
}

function exportedType(sources: PublicSources, from: string, name: string): Type | undefined {
  const [declared] = sources.get(from)?.getExportedDeclarations().get(name) ?? []
  return declared?.getType()
}

function docOf(property: Symbol): string {
  return property
    .getDeclarations()
    .flatMap((declared) => (Node.isJSDocable(declared) ? declared.getJsDocs() : []))
    .map((doc) => doc.getDescription().trim())
    .join(" ")
}
