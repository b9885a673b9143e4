/**
 * The event that says that others may have been lost: while there was no connection, or because a
 * buffer was full. A client that needs every message reads the chats again when it comes.
 */
export const missedEvent = JSON.stringify({ result: { type: "eventsMissed" } })
