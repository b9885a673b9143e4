/** Answers that list messages, and are not about one. */
const lists = /^\{"result":\{"type":"(?:apiChats?|chatItems)"/

/** The ids by which all cores know the same message, of the messages that an answer or event is about. */
export function sharedIdsIn(json: string): Set<string> {
  if (lists.test(json)) return new Set()
  return new Set([...json.matchAll(/"itemSharedMsgId":"([^"]+)"/g)].map(([, id = ""]) => id))
}
