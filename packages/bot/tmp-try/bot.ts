import { Bot } from "@simplex-chat/bot"
const bot = new Bot({ profile: { displayName: "squarer" }, db: { filePrefix: "data/x" }, welcome: "Send me a number, and I square it.", commands: [{ keyword: "help", label: "What I can do" }], allowFiles: true, joinGroups: true })
bot.onCommand("help", (m) => m.send("*bold* _it_ #secret# `code` !1 red! /help https://simplex.chat"))
bot.onCommand("fail", () => { throw new Error("broken") })
bot.onMessage({ text: /^-?\d+$/ }, (message) => message.reply(`${Number(message.text) ** 2}`))
bot.onMessage((m) => m.reply("This is not a number."))
await bot.run()
