/*
# A survey

How do I ask several questions in turn and keep the answers? `ask` for texts, `choose` for one of several, and write the result when it is complete.
*/
import { Bot } from "@simplex-chat/bot"
import { appendFile, mkdir } from "node:fs/promises"

const bot = new Bot({
  profile: { displayName: "survey" },
  db: { filePrefix: "data/survey" },
  welcome: "/start takes two minutes. /cancel stops it.",
})

bot.onCommand("start", { description: "Take the survey" }, async (message) => {
  const stars = await message.choose("How do you like our tea?", ["1", "2", "3", "4", "5"])
  const { text: why } = await message.ask("Why?")
  await mkdir("data", { recursive: true })
  await appendFile("data/survey.jsonl", `${JSON.stringify({ stars: Number(stars), why })}\n`)
  await message.send("Thank you!")
})
// Any command ends a question.
bot.onCommand("cancel", (message) => message.send("Stopped. /start begins again."))

await bot.run()
