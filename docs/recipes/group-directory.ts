/*
# A directory of groups

How do I let people publish their groups and find others? Groups invite the bot; owners describe them; anyone can search.
*/
import { Bot, sqliteStorage } from "@simplex-chat/bot"

const bot = new Bot({
  profile: { displayName: "directory" },
  db: { filePrefix: "data/directory" },
  joinGroups: true,
  welcome: "/find WORD searches. Invite me to your group to list it.",
})
const storage = await sqliteStorage("data/directory_state.db")

interface Listed {
  name: string
  about: string
  link: string
}
const allListed = async () =>
  ((await storage.get("listed")) ?? {}) as Readonly<Record<string, Listed>>

bot.group({ chatType: "group", role: ["owner", "admin"] }, (groups) => {
  groups.onCommand(
    "list",
    { description: "Lists this group: /list LINK DESCRIPTION" },
    async (message, { text }) => {
      const [link = "", ...words] = text.split(/\s+/)
      if (!/^(https|simplex):/.test(link)) return message.reply("Write /list LINK DESCRIPTION.")
      const { groupId, groupProfile } = message.chat.groupInfo
      const group = { name: groupProfile.displayName, about: words.join(" "), link }
      await storage.set("listed", { ...(await allListed()), [groupId]: group })
      await message.reply("Listed.")
    },
  )
})
bot.onCommand("find", { description: "Finds groups" }, async (message, { text }) => {
  const groups = Object.values(await allListed())
  const found = groups.filter(({ name, about }) =>
    `${name} ${about}`.toLowerCase().includes(text.toLowerCase()),
  )
  const lines = found.slice(0, 10).map(({ name, about, link }) => `*${name}*: ${about}\n${link}`)
  await message.reply(lines.length === 0 ? "Nothing found." : lines.join("\n\n"))
})

await bot.run()
