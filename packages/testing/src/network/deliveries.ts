import { InvalidArgumentError } from "@simplex-chat/core"
import type { Delivery } from "../simulation/delivery.ts"

interface Task extends Delivery {
  notBeforeMs: number
  readonly run: () => void
}

export type NewDelivery = Omit<Task, "id" | "notBeforeMs">

/** What is under way, in lanes: queues on the servers, and what cores tell themselves. */
export class Deliveries {
  readonly #lanes = new Map<string, Task[]>()
  #nextId = 0
  #count = 0

  add(delivery: NewDelivery, notBeforeMs: number): void {
    this.#nextId += 1
    this.#count += 1
    const lane = this.#lanes.get(delivery.lane) ?? []
    // Not a copy: whose core it happens to may be found out only when it is opened.
    lane.push(Object.assign(delivery, { id: this.#nextId, notBeforeMs }))
    this.#lanes.set(delivery.lane, lane)
  }

  get size(): number {
    return this.#count
  }

  /** The next of every lane, oldest first. */
  heads(): Delivery[] {
    return this.#heads()
  }

  #heads(): Task[] {
    const heads: Task[] = []
    for (const [first] of this.#lanes.values()) if (first !== undefined) heads.push(first)
    return heads.sort((a, b) => a.id - b.id)
  }

  /** All of them, oldest first. */
  all(): Delivery[] {
    return [...this.#lanes.values()].flat().sort((a, b) => a.id - b.id)
  }

  /**
   * Does one, which must be the next of its lane.
   *
   * @throws {InvalidArgumentError} when it is not the next of its lane
   */
  run({ id, lane }: Delivery): void {
    const tasks = this.#lanes.get(lane)
    const [task] = tasks ?? []
    if (task === undefined || task.id !== id)
      throw new InvalidArgumentError("delivery", "is not the next of its lane")
    this.#take(lane)
    task.run()
  }

  /** Puts one off without letting anything of its lane pass. */
  postpone({ id, lane }: Delivery, notBeforeMs: number): void {
    const [task] = this.#lanes.get(lane) ?? []
    if (task?.id === id) task.notBeforeMs = notBeforeMs
  }

  /** Forgets what a core that is gone had under way; its own store knows what to send again. */
  dropFrom(core: string): void {
    for (const [lane, tasks] of this.#lanes) {
      if (!lane.startsWith(`${core}>`)) continue
      this.#count -= tasks.length
      this.#lanes.delete(lane)
    }
  }

  #take(lane: string): void {
    const tasks = this.#lanes.get(lane)
    if (tasks === undefined) return
    tasks.shift()
    this.#count -= 1
    if (tasks.length === 0) this.#lanes.delete(lane)
  }
}
