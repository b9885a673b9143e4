/*
# Several languages

How do I answer people in their language? Ask once, keep the answer, and take the texts from a table whose keys the compiler checks. For plurals and the texts of the framework itself, use [i18n](../../packages/bot/guides/languages.md).
*/
import { Bot, Sessions, sqliteStorage } from "@simplex-chat/bot"

const texts = {
  English: { hello: "Hello!", help: "Write me a number." },
  Deutsch: { hello: "Hallo!", help: "Schreib mir eine Zahl." },
  Español: { hello: "¡Hola!", help: "Escríbeme un número." },
} as const
type Language = keyof typeof texts
const languages = Object.keys(texts) as Language[]

const bot = new Bot({ profile: { displayName: "polyglot" }, db: { filePrefix: "data/polyglot" } })
const storage = await sqliteStorage("data/polyglot_state.db")
const chosen = new Sessions<Language | undefined>({
  initial: () => undefined,
  name: "language",
  per: "sender",
  storage,
})

bot.onCommand("language", { description: "Chooses a language" }, async (message) => {
  const language = await message.choose("Which language?", languages)
  await chosen.update(message, () => language)
  await message.send(texts[language].hello)
})
bot.onMessage(async (message) => {
  const known = await chosen.read(message)
  const language = known ?? (await message.choose("Which language?", languages))
  if (known === undefined) await chosen.update(message, () => language)
  await message.send(texts[language].help)
})

await bot.run()
