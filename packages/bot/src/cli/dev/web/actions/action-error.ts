/** An action cannot be done; the message is for the person at the page. */
export class ActionError extends Error {
  override readonly name = "ActionError"
}
