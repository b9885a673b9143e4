import type { AsyncMessage, Channel, Envelope } from "rabbitmq-client"

/** What travels as one: JSON, and bytes beside it. The broker limits a message to 16 MiB. */
export interface Parcel {
  readonly json: unknown
  readonly data?: Uint8Array | undefined
}

/** Parcels go in messages of this many bytes. */
const pieceBytes = 512 * 1024

/** A parcel that has received no part for this long stays incomplete: its sender is gone. */
const forgottenAfterMs = 60_000

interface Arriving {
  count: number
  readonly json: Buffer[]
  readonly data: Buffer[]
  timer?: NodeJS.Timeout
}

/** Sends a parcel, in as many messages as it takes. */
export async function sendParcel(
  channel: Channel,
  envelope: Envelope,
  { json, data = new Uint8Array() }: Parcel,
): Promise<void> {
  const text = Buffer.from(JSON.stringify(json))
  const pieces = [
    ...piecesOf(text).map((body) => ({ type: "json", body })),
    ...piecesOf(Buffer.from(data.buffer, data.byteOffset, data.byteLength)).map((body) => ({
      type: "data",
      body,
    })),
  ]
  const sent = pieces.map(({ type, body }, index) =>
    channel.basicPublish(
      { ...envelope, type, headers: { index, isLast: index === pieces.length - 1 } },
      body,
    ),
  )
  await Promise.all(sent)
}

/** Puts parcels together whose pieces arrive in order. */
export class Parcels {
  readonly #arriving = new Map<string, Arriving>()

  /**
   * Takes a message.
   *
   * @param key the same for all pieces of one parcel, and for no other
   * @returns the parcel when it is whole
   */
  take(key: string, { body, type, headers }: AsyncMessage): Parcel | undefined {
    const arriving = this.#arriving.get(key) ?? { count: 0, json: [], data: [] }
    clearTimeout(arriving.timer)
    // The beginning is lost: it was sent to a host before this one.
    if (headers?.["index"] !== arriving.count++ || !Buffer.isBuffer(body)) {
      this.#arriving.delete(key)
      return undefined
    }
    if (type === "data") arriving.data.push(body)
    else arriving.json.push(body)
    if (headers["isLast"] !== true) {
      arriving.timer = setTimeout(() => this.#arriving.delete(key), forgottenAfterMs).unref()
      this.#arriving.set(key, arriving)
      return undefined
    }
    this.#arriving.delete(key)
    return opened(arriving)
  }

  /** Forgets what has not arrived whole. */
  clear(): void {
    for (const { timer } of this.#arriving.values()) clearTimeout(timer)
    this.#arriving.clear()
  }
}

function opened({ json, data }: Arriving): Parcel | undefined {
  try {
    return {
      json: JSON.parse(Buffer.concat(json).toString()) as unknown,
      data: Buffer.concat(data),
    }
  } catch {
    return undefined
  }
}

function piecesOf(bytes: Buffer): Buffer[] {
  const count = Math.ceil(bytes.length / pieceBytes)
  return Array.from({ length: count }, (_, n) =>
    bytes.subarray(n * pieceBytes, (n + 1) * pieceBytes),
  )
}
