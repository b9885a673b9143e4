export { I18n, type I18nOptions, type KeysOf, type OwnTexts } from "./i18n.ts"
export type { LanguageTexts, TranslationArgs } from "./catalog.ts"
export type { OwnTextKey } from "../texts/own-texts.ts"
