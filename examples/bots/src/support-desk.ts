// A help desk for a team. Customers use the address of the bot, and each gets a chat of their own. Staff connect
// by one-time links: the operator sees the first one, the lead asks the bot for more. The person on duty is
// added to the chats of customers, in turn, hands them over, and closes them.
import { arg, Bot, type BotOptions, customDataStorage } from "@simplex-chat/bot"
import { type Colleague, Desk } from "./support-desk/desk.ts"
import { Tickets } from "./support-desk/tickets.ts"

const help = "/on begins your duty, /off ends it, /tickets lists what is open."

export default function supportDeskBot(
  options: Omit<BotOptions, "profile" | "businessAddress">,
  invite: (link: string) => void = (link) => console.log(`Become the lead of the desk: ${link}`),
): Bot {
  const bot = new Bot({
    profile: { displayName: "support" },
    businessAddress: true,
    welcome: "Welcome! Tell us what you need.",
    ...options,
  })
  const desk = new Desk(customDataStorage(bot))
  const tickets = new Tickets(bot, desk)

  bot.onStart(async ({ api, user }) => {
    if ((await desk.staff()).length === 0) invite(await api.apiCreateLink(user.userId))
  })

  /** Direct contacts are staff: only those with a one-time link become contacts. */
  const join = async (contactId: number, name: string): Promise<Colleague> => {
    const known = await desk.colleague(contactId)
    if (known !== undefined) return known
    const isLead = (await desk.staff()).length === 0
    const colleague = { contactId, name, isLead, onDuty: false }
    await desk.save(colleague)
    await tickets.tell(contactId, `Welcome to the desk, ${name}. ${help}`)
    return colleague
  }

  /** Hands over everything that a colleague has, as when they go. */
  const passAll = async (colleague: Colleague): Promise<number> => {
    const own = await desk.ticketsOf(colleague)
    for (const ticket of own) {
      await tickets.release(ticket)
      await tickets.assign(ticket, colleague.contactId)
    }
    return own.length
  }

  const leave = (contactId: number | undefined) =>
    desk.inTurn(async () => {
      const colleague = await desk.colleague(contactId)
      if (colleague === undefined) return
      await desk.dismiss(colleague)
      await passAll(colleague)
      await tickets.announce(`${colleague.name} has left the desk.`)
    })

  bot.onEvent("contactConnected", ({ contact }) =>
    desk.inTurn(() => join(contact.contactId, contact.localDisplayName)),
  )
  bot.onEvent("contactDeletedByContact", ({ contact }) => leave(contact.contactId))

  bot.group({ chatType: "direct" }, (staff) => {
    staff.onCommand("on", { description: "Begins your duty" }, (message) =>
      desk.inTurn(async () => {
        const colleague = await join(message.sender.contactId, message.sender.name)
        await desk.save({ ...colleague, onDuty: true })
        await message.reply("You are on duty.")
        const waiting = (await desk.openTickets()).filter((one) => one.colleague === undefined)
        for (const ticket of waiting) await tickets.assign(ticket)
      }),
    )
    staff.onCommand("off", { description: "Ends your duty" }, (message) =>
      desk.inTurn(async () => {
        const colleague = await join(message.sender.contactId, message.sender.name)
        await desk.save({ ...colleague, onDuty: false })
        const count = await passAll(colleague)
        await message.reply(`You are off duty. Tickets handed over: ${count}.`)
      }),
    )
    staff.onCommand("tickets", { description: "Lists what is open" }, async (message) => {
      const names = new Map((await desk.staff()).map(({ contactId, name }) => [contactId, name]))
      const lines = (await desk.openTickets()).map(
        ({ groupId, customer, colleague }) =>
          `${groupId}: ${customer}, ${names.get(colleague ?? 0) ?? "waiting"}`,
      )
      await message.reply(lines.length === 0 ? "Nothing is open." : lines.join("\n"))
    })
    const number = { ticket: arg.int({ min: 1 }) }
    const pass = {
      description: "Hands a ticket over",
      args: { ...number, to: arg.optional(arg.line(), "") },
    }
    staff.onCommand("pass", pass, (message, { args }) =>
      desk.inTurn(async () => {
        const ticket = await desk.openTicket(args.ticket)
        if (ticket === undefined) return message.reply(`There is no open ticket ${args.ticket}.`)
        const { to } = args
        const others = (await desk.staff()).filter((one) => one.contactId !== ticket.colleague)
        const colleague =
          to === "" ? await desk.free(ticket.colleague) : others.find(({ name }) => name === to)
        if (colleague === undefined)
          return message.reply(
            to === "" ? "No colleague is on duty." : `No colleague is called ${to}.`,
          )
        await tickets.release(ticket)
        await tickets.give(ticket, colleague)
        return message.reply(`${colleague.name} has ticket ${ticket.groupId} now.`)
      }),
    )
    staff.onCommand(
      "close",
      { description: "Closes a ticket", args: number },
      (message, { args }) =>
        desk.inTurn(async () => {
          const ticket = await desk.openTicket(args.ticket)
          if (ticket?.isOpen !== true)
            return message.reply(`There is no open ticket ${args.ticket}.`)
          await tickets.release(ticket)
          await desk.put({ ...ticket, isOpen: false, colleague: undefined })
          await tickets.tellCustomer(ticket, "This is done. Write again whenever you like.")
          return message.reply(`Ticket ${ticket.groupId} is closed.`)
        }),
    )
    staff.onCommand("invite", { description: "Makes a link for a colleague" }, (message) =>
      desk.inTurn(async () => {
        const { isLead } = await join(message.sender.contactId, message.sender.name)
        if (!isLead) return message.reply("Ask the lead of the desk for a link.")
        return message.send(await bot.api.apiCreateLink(bot.user.userId))
      }),
    )
    staff.onMessage((message) => message.reply(help))
  })

  bot.onMessage({ chatType: "group" }, (message) =>
    desk.inTurn(async () => {
      const { sender, chat } = message
      // Colleagues answer in the same chat.
      if (sender.type !== "member") return
      if ((await desk.colleague(sender.contactId)) !== undefined) return
      const { groupId, groupProfile } = chat.groupInfo
      if ((await desk.ticket(groupId))?.isOpen === true) return
      const customer = groupProfile.displayName
      const colleague = await tickets.assign({
        groupId,
        customer,
        messageId: message.id,
        isOpen: true,
      })
      await message.reply(
        colleague === undefined
          ? "Thank you. The desk is not staffed now; we answer as soon as it is."
          : `Thank you. ${colleague.name} will be with you shortly.`,
      )
    }),
  )

  // A colleague who leaves a chat hands it over; a customer who leaves has no ticket any more.
  bot.onEvent("leftMember", ({ groupInfo, member }) =>
    desk.inTurn(async () => {
      const ticket = await desk.ticket(groupInfo.groupId)
      if (ticket?.isOpen !== true) return
      if (ticket.colleague !== undefined && member.memberContactId === ticket.colleague)
        await tickets.assign(ticket, ticket.colleague)
      else if ((await desk.colleague(member.memberContactId)) === undefined)
        await desk.put({ ...ticket, isOpen: false, colleague: undefined })
    }),
  )
  return bot
}
