/** What a command needs of the core's active user, the one for whom the core runs commands. */
export interface Need {
  /** Run it for this user; for the selected one when absent. */
  readonly user?: UserChoice | undefined
  /** It may change the active user, so nothing else may run beside it. */
  readonly alone: boolean
}

export interface UserChoice {
  readonly userId: number
  /** The password of a hidden user. */
  readonly viewPwd?: string | undefined
}

/** How the gate reads and changes the active user of the core. */
export interface ActiveUserAccess {
  /** The id of the active user; undefined when there is none. */
  show(): Promise<number | undefined>
  activate(user: UserChoice): Promise<void>
}

interface Waiting {
  readonly need: Need
  readonly start: () => void
  readonly fail: (error: unknown) => void
}

/** How many commands of the active user may start before the first command of another user. */
const mostOvertaking = 32

/**
 * Lets commands run side by side as long as they are for the same user, and switches the core's
 * active user between them. Those of one user start in the order in which they came. A few of the
 * active user may overtake those of others: many users who take turns would switch for each command.
 */
export class ActiveUserGate {
  readonly #access: ActiveUserAccess
  readonly #queue: Waiting[] = []
  #running = 0
  #alone = false
  /** How many have overtaken the first in the queue. */
  #overtook = 0
  /** The user that the core has; undefined when not known. */
  #active: number | undefined
  /** The user of commands that name none. Known as soon as anything is run for another one. */
  #selected: number | undefined
  /** The user that the core had before a command that may have changed it. */
  #before: number | undefined
  /** The user of commands that name none, whichever is selected. */
  #bound: number | undefined
  /** Without them the core does not switch back to hidden users. */
  readonly #passwords = new Map<number, string>()

  constructor(access: ActiveUserAccess) {
    this.#access = access
  }

  /**
   * Undefined when the command may start at once, which keeps the usual case free of waiting. Each
   * command that has started must {@link leave}.
   */
  enter(need: Need): Promise<void> | undefined {
    if (this.#queue.length === 0 && this.#mayStart(need)) {
      this.#begin(need)
      return undefined
    }
    return new Promise((start, fail) => {
      this.#queue.push({ need, start, fail })
      this.#advance()
    })
  }

  leave(): void {
    this.#running--
    if (this.#running === 0) this.#alone = false
    this.#advance()
  }

  /** The core has another active user now, and so have the commands that name none. */
  selected(userId: number | undefined): void {
    this.#active = userId
    this.#selected = userId
  }

  /**
   * The core may have another active user now. It is the one of the commands that name none, unless another
   * one was active before: then it is looked at before the next command.
   */
  changed(): void {
    if (!this.isSwitched) return this.selected(undefined)
    this.#before = this.#active
    this.#active = undefined
  }

  /** This user is gone. */
  deleted(userId: number): void {
    this.changed()
    if (this.#selected === userId) this.#selected = undefined
    if (this.#bound === userId) this.#bound = undefined
    this.#passwords.delete(userId)
  }

  /** Other choices no longer change the user of the commands that name none. */
  bind(userId: number): void {
    this.#bound = userId
  }

  /** The password of a hidden user; undefined when it is hidden no more. */
  setPassword(userId: number, viewPwd: string | undefined): void {
    if (viewPwd === undefined) this.#passwords.delete(userId)
    else this.#passwords.set(userId, viewPwd)
  }

  /** Whether the core's active user is not that of the commands that name none. */
  get isSwitched(): boolean {
    return this.#wanted(undefined) !== this.#active
  }

  #mayStart({ user, alone }: Need): boolean {
    if (this.#alone || (alone && this.#running > 0)) return false
    return this.#wanted(user) === this.#active
  }

  #wanted(user: UserChoice | undefined): number | undefined {
    return user?.userId ?? this.#bound ?? this.#selected ?? this.#active
  }

  #begin({ alone }: Need): void {
    this.#running++
    this.#alone = alone
  }

  #advance(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (this.#mayStart(next.need)) {
        this.#queue.shift()
        this.#overtook = 0
        this.#begin(next.need)
        next.start()
      } else if (!this.#overtake()) {
        if (this.#running === 0) void this.#switchTo(next)
        return
      }
    }
  }

  /** Starts the next command of the active user, past those of others. */
  #overtake(): boolean {
    if (this.#overtook === mostOvertaking) return false
    const first = this.#queue.findIndex(({ need }) => need.alone || this.#mayStart(need))
    const next = this.#queue[first]
    // One that may change the active user keeps its place: what came after it was meant for after it.
    if (next === undefined || next.need.alone || !this.#mayStart(next.need)) return false
    this.#queue.splice(first, 1)
    this.#overtook++
    this.#begin(next.need)
    next.start()
    return true
  }

  /** Nothing runs. The command stays first in the queue until the core has its user. */
  async #switchTo({ need, fail }: Waiting): Promise<void> {
    this.#begin({ alone: true })
    try {
      if (this.#active === undefined) {
        this.#active = await this.#access.show()
        if (this.#before !== undefined && this.#before !== this.#active) this.#selected = undefined
        this.#before = undefined
        this.#selected ??= this.#active
      }
      const userId = this.#wanted(need.user)
      if (userId !== undefined && userId !== this.#active) {
        const viewPwd = need.user?.viewPwd ?? this.#passwords.get(userId)
        await this.#access.activate({ userId, viewPwd })
        this.#active = userId
      }
    } catch (error) {
      this.#queue.shift()
      fail(error)
    } finally {
      this.leave()
    }
  }
}
