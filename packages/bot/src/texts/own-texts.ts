import type { T } from "@simplex-chat/types"

/** What a text is about: names, numbers. */
export type TextArgs = Readonly<Record<string, string | number>>

/** What the framework itself says to people, in English. Other languages come from `/i18n`. */
export const english = {
  "choose-invalid": () => "Please tap or write one of these:",
  "argument-missing": () => "is missing",
  "argument-extra": () => "there are too many arguments",
  "needs-whole": () => "a whole number is needed",
  "needs-whole-shorter": () => "a whole number of fewer digits is needed",
  "needs-whole-min": ({ min }) => `a whole number of at least ${min} is needed`,
  "needs-whole-max": ({ max }) => `a whole number up to ${max} is needed`,
  "needs-number": () => "a number is needed",
  "needs-number-shorter": () => "a number of fewer digits is needed",
  "needs-number-min": ({ min }) => `a number of at least ${min} is needed`,
  "needs-number-max": ({ max }) => `a number up to ${max} is needed`,
  "needs-one-of": ({ choices }) => `one of ${choices} is needed`,
  usage: ({ usage }) => `Usage: ${usage}`,
  "help-description": () => "Shows the commands",
  "form-hint-skip": () => "/skip to leave it out",
  "form-hint-back": () => "/back to the question before",
  "form-hint-cancel": () => "/cancel to stop",
  "form-confirm": () => "Is this right? /ok to send it",
  "form-cancelled": () => "Cancelled.",
  "form-nothing": () => "—",
  "form-yes": () => "yes",
  "form-no": () => "no",
  "form-needs-text": () => "Please write a text.",
  "form-needs-shorter": ({ max }) => `Please write at most ${max} characters.`,
  "form-needs-longer": ({ min }) => `Please write at least ${min} characters.`,
  "form-needs-pattern": () => "Please write it in the form that is asked for.",
  "form-needs-date": () => "Please write a date: 2026-12-31.",
  "form-needs-image": () => "Please send a picture.",
  "form-needs-file": () => "Please send a file.",
  "form-file-failed": () => "The file did not arrive. Please send it again.",
  "form-sent-file": () => "received",
  "form-required": () => "This one is needed.",
  "poll-votes": () => "Votes",
  "poll-over": () => "The poll has ended.",
  "poll-unknown": () => "There is no such poll here.",
  "mod-links": () => "No links here, please.",
  "mod-mentions": ({ max }) => `At most ${max} mentions, please.`,
  "mod-names": () => "This name is not allowed here.",
  "mod-words": () => "Not these words, please.",
  "mod-floods": () => "Not so fast, please.",
  "mod-duplicates": () => "This was said already.",
  "mod-contents": () => "Messages of this kind are not allowed here.",
  "mod-scripts": () => "Not in this language, please.",
  "mod-files": () => "Files of this kind are not allowed here.",
  "mod-warned": ({ name, reason }) => `${name}: ${reason}`,
  "mod-muted": ({ name, reason, minutes }) => `${name}: ${reason} Muted, minutes: ${minutes}.`,
  "mod-blocked": ({ name, reason }) => `${name}: ${reason} Blocked.`,
  "mod-removed": ({ reason }) => `Removed. ${reason}`,
  "mod-captcha-picture": ({ name, sum, minutes }) =>
    `Welcome, ${name}! Write here what the picture shows, minutes left: ${minutes}. If you cannot see it: ${sum}`,
  "mod-captcha-sum": ({ name, sum, minutes }) =>
    `Welcome, ${name}! What is ${sum}? Write the number here, minutes left: ${minutes}.`,
  "mod-welcome": ({ name }) => `Thank you, ${name}.`,
  "mod-log-empty": () => "Nothing was done yet.",
  "mod-undone": () => "Taken back.",
  "mod-invited": () => "Taken back. The member is invited again.",
  "mod-must-rejoin": () => "Taken back. The member can join by the link again.",
  "mod-not-undone": () => "There is nothing of this number that can be taken back.",
  "broadcast-left": ({ join }) => `You get no more broadcasts. /${join} brings them back.`,
  "broadcast-joined": ({ leave }) => `You get broadcasts again. /${leave} ends them.`,
  "owner-wrong-code": () => "This is not the code.",
  "owner-paired": () => "You own this bot now.",
  "language-ask": () => "Which language?",
  "language-kept": () => "From now on in English.",
  "language-description": () => "Changes the language",
} satisfies Record<string, (args: TextArgs) => string>

/** The texts of the framework, by key. */
export type OwnTextKey = keyof typeof english

/** Writes a text of the framework; undefined for one that it does not have. */
export type Translate = (key: OwnTextKey, args: TextArgs) => string | undefined

const translators = new WeakMap<object, Translate>()

/** Has the framework answer this message in another language. */
export function translateFor(message: object, translate: Translate): void {
  translators.set(message, translate)
}

/** Has the framework answer a message as it answers another one, such as that of a question. */
export function translateLike(message: object, other: object): void {
  const translate = translators.get(other)
  if (translate !== undefined) translators.set(message, translate)
}

/** A text of the framework, in the language in which this message is answered; English when absent. */
export function ownText(message: object, key: OwnTextKey, args: TextArgs = {}): string {
  const inEnglish: (args: TextArgs) => string = english[key]
  return translators.get(message)?.(key, args) ?? inEnglish(args)
}

/** Finds the language of a chat. */
export type TranslateChat = (chat: T.ChatRef) => Promise<Translate | undefined>

const chatTranslators = new WeakMap<object, TranslateChat>()

/**
 * Has the framework use the language of each chat in what answers no message: the question to a new
 * member, the end of a poll.
 *
 * @param api of the bot
 */
export function translateChats(api: object, translate: TranslateChat): void {
  chatTranslators.set(api, translate)
}

/** A text of the framework in the language of a chat; English when none is known. */
export async function ownTextIn(
  api: object,
  chat: T.ChatRef,
  key: OwnTextKey,
  args: TextArgs = {},
): Promise<string> {
  const translate = await chatTranslators.get(api)?.(chat)
  const inEnglish: (args: TextArgs) => string = english[key]
  return translate?.(key, args) ?? inEnglish(args)
}
