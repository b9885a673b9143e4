// Asks a few questions in turn.
import { Bot, type BotOptions, WaitError } from "@simplex-chat/bot"

export interface Answers {
  readonly name: string
  readonly stars: number
}

export default function surveyBot(
  options: Omit<BotOptions, "profile" | "commands">,
  onAnswers: (answers: Answers) => void = console.log,
): Bot {
  const bot = new Bot({
    profile: { displayName: "survey" },
    commands: [
      { keyword: "start", label: "Take the survey" },
      { keyword: "cancel", label: "Stop it" },
    ],
    ...options,
  })
  bot.onCommand("start", async (message) => {
    try {
      const { text: name } = await message.ask("Your name?", { timeoutMs: 600_000 })
      await message.send("How many stars, 1 to 5?")
      // Anything else goes to the handlers below.
      const stars = await message.waitFor({ text: /^[1-5]$/ }, { timeoutMs: 600_000 })
      onAnswers({ name, stars: Number(stars.text) })
      await stars.reply(`Thank you, ${name}!`)
    } catch (error) {
      if (!(error instanceof WaitError) || error.code !== "timeout") throw error
      await message.send("Let us stop here. /start begins again.")
    }
  })
  // A command ends a question of `ask`.
  bot.onCommand("cancel", (message) => message.send("Stopped. /start begins again."))
  bot.onMessage((message) => message.send("One of 1, 2, 3, 4, 5, or /start."))
  return bot
}
