/** Something that is about to happen in a network. */
export interface Delivery {
  readonly id: number
  /** The core that it happens to. */
  readonly core: string
  /** Where: within a lane everything happens in order. */
  readonly lane: string
  /**
   * What kind of packet it is: `messages`, `receipt`, `sent`, ...; `introduction` and `control` carry
   * what members tell each other of their connections.
   */
  readonly kind: string
  /**
   * The connection that it arrives on, or that was sent on, as the core's events name it in
   * `agentConnId`; undefined where there is none, as for files.
   */
  readonly connection: string | undefined
  /** Not before this time of the network's clock. */
  readonly notBeforeMs: number
}
