import type { Storage } from "@simplex-chat/bot"

/** A person who answers customers. */
export interface Colleague {
  readonly contactId: number
  readonly name: string
  /** May invite others: the first one, who came by the link that the operator sees. */
  readonly isLead: boolean
  readonly onDuty: boolean
}

/** What a customer wants, until it is done. A customer has one at most: that of their chat. */
export interface Ticket {
  /** The chat of the customer, and the number of the ticket. */
  readonly groupId: number
  readonly customer: string
  /** The message that opened it. */
  readonly messageId: number
  readonly isOpen: boolean
  /** Who answers; undefined while it waits for someone on duty. */
  readonly colleague?: number | undefined
}

/**
 * Who is at the desk, and what there is to do. All of it is in the bot's own database, with the contacts and
 * chats that it belongs to, so that a restart changes nothing.
 */
export class Desk {
  readonly #storage: Storage
  #last: Promise<unknown> = Promise.resolve()

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** Serializes what reads and then changes the desk: two customers may write at the same moment. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => {})
    return done
  }

  async staff(): Promise<readonly Colleague[]> {
    return (await this.#all("staff/")) as Colleague[]
  }

  async colleague(contactId: number | undefined): Promise<Colleague | undefined> {
    if (contactId === undefined) return undefined
    return (await this.#storage.get(staffKey(contactId))) as Colleague | undefined
  }

  async save(colleague: Colleague): Promise<void> {
    await this.#storage.set(staffKey(colleague.contactId), colleague)
  }

  async dismiss({ contactId }: Colleague): Promise<void> {
    await this.#storage.delete(staffKey(contactId))
  }

  async ticket(groupId: number): Promise<Ticket | undefined> {
    return (await this.#storage.get(ticketKey(groupId))) as Ticket | undefined
  }

  /** The open ticket of a number that a colleague has typed. */
  async openTicket(number: number): Promise<Ticket | undefined> {
    return (await this.openTickets()).find(({ groupId }) => groupId === number)
  }

  async put(ticket: Ticket): Promise<void> {
    await this.#storage.set(ticketKey(ticket.groupId), ticket)
  }

  async openTickets(): Promise<readonly Ticket[]> {
    const all = (await this.#all("ticket/")) as Ticket[]
    return all.filter(({ isOpen }) => isOpen).toSorted((a, b) => a.groupId - b.groupId)
  }

  async ticketsOf({ contactId }: Colleague): Promise<readonly Ticket[]> {
    return (await this.openTickets()).filter(({ colleague }) => colleague === contactId)
  }

  /**
   * The colleague on duty who has the fewest open tickets.
   *
   * @param except who hands one over
   */
  async free(except?: number): Promise<Colleague | undefined> {
    const open = await this.openTickets()
    const load = ({ contactId }: Colleague) =>
      open.filter(({ colleague }) => colleague === contactId).length
    const onDuty = (await this.staff()).filter((one) => one.onDuty && one.contactId !== except)
    const inOrder = onDuty.toSorted((a, b) => a.contactId - b.contactId)
    return inOrder.toSorted((a, b) => load(a) - load(b))[0]
  }

  async #all(prefix: string): Promise<unknown[]> {
    const keys = (await this.#storage.keys?.(prefix)) ?? []
    return Promise.all([...keys].map((key) => this.#storage.get(key)))
  }
}

// The end of a key says with whom it is kept.
const staffKey = (contactId: number): string => `staff/direct:${contactId}`
const ticketKey = (groupId: number): string => `ticket/group:${groupId}`
