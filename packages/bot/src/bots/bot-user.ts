import { UserCore, type SharedCore } from "@simplex-chat/api"
import type { SharedUser, WantedUser } from "../bot/shared-user.ts"

interface Claims {
  readonly isOpenedHere: boolean
  claim(user: BotUser, wanted: WantedUser): Promise<void>
}

/** The shared core for one start of one bot. */
export class BotUser extends UserCore implements SharedUser {
  readonly #claims: Claims
  readonly #settled = Promise.withResolvers<void>()

  constructor(shared: SharedCore, claims: Claims) {
    super(shared)
    this.#claims = claims
  }

  get isOpenedHere(): boolean {
    return this.#claims.isOpenedHere
  }

  /** Resolves once it has a user, or never gets one. */
  get settled(): Promise<void> {
    return this.#settled.promise
  }

  claim(wanted: WantedUser): Promise<void> {
    return this.#claims.claim(this, wanted)
  }

  settle(): void {
    this.#settled.resolve()
  }

  override close(options?: { readonly timeoutMs?: number | undefined }): Promise<void> {
    this.settle()
    return super.close(options)
  }
}
