// Writes a syntax as the expressions in JavaScript and Python that the reference has beside it.

import type { Field, Type } from "../model.ts"
import type { Names } from "../expressions/syntax.ts"

/** One part of a syntax in each language. */
interface Terms {
  readonly javascript: string
  readonly python: string
}

const PART =
  /\[,<\w+\[1\]>\.\.\.\]|<(\w+)\[0\]>|<str\((\w+)\)>|<json\((\w+)\)>|<(\w+)>|\[((?:[^[\]]|\[[^\]]*\])*)\]|(on\|off)|([^<[]+?)(?=<|\[|on\|off|$)/g

/** The two expressions. */
export function expressionsOf(syntax: string, names: Names): Terms {
  const whole = ofSelf(syntax, names) ?? joined(parts(syntax, names, new Set()))
  return { javascript: `${whole.javascript} // JavaScript`, python: `${whole.python} # Python` }
}

function joined(terms: readonly Terms[]): Terms {
  return {
    javascript: terms.map(({ javascript }) => javascript).join(" + "),
    python: terms.map(({ python }) => python).join(" + "),
  }
}

/** `used`: the booleans that have been written, as the syntax does not name them. */
function parts(syntax: string, names: Names, used: Set<string>): Terms[] {
  return [...withoutChoices(syntax, names).matchAll(PART)].flatMap(
    ([whole, list, text, json, name, optional, onOff, literal]): Terms[] => {
      if (list !== undefined) {
        return [{ javascript: `${list}.join(',')`, python: `','.join(map(str, ${list}))` }]
      }
      if (text !== undefined) return [ownText(text, names)]
      if (json !== undefined) {
        return [{ javascript: `JSON.stringify(${json})`, python: `json.dumps(${json})` }]
      }
      if (name !== undefined) return [plain(name, names)]
      if (optional !== undefined) return [maybe(optional, names, used)]
      if (onOff !== undefined) return [switched(nextBoolean(names, used, false))]
      return literal === undefined || whole === ""
        ? []
        : [{ javascript: `'${literal}'`, python: `'${literal}'` }]
    },
  )
}

/** A value of an enumeration is written by its name, where the syntax has all values. */
function withoutChoices(syntax: string, { fields, types }: Names): string {
  return fields.reduce((text, { name, type }) => {
    const values = types.find((one) => one.name === type)
    return values?.kind === "enum" && values.syntax === ""
      ? text.replace(values.values.join("|"), `<${name}>`)
      : text
  }, syntax)
}

function plain(name: string, { fields }: Names): Terms {
  const isText = fields.find((field) => field.name === name)?.type === "string"
  return { javascript: name, python: isText ? name : `str(${name})` }
}

function ownText(name: string, { fields, types }: Names): Terms {
  const type = fields.find((field) => field.name === name)?.type ?? ""
  const isEnum = types.find((one) => one.name === type)?.kind === "enum"
  return {
    javascript: `${type}.cmdString(${name})`,
    python: isEnum ? `str(${name})` : `${type}_cmd_string(${name})`,
  }
}

/** `[ live=on]`, `[ encrypt=on|off]`, `[ @<contactId_>]` */
function maybe(inner: string, names: Names, used: Set<string>): Terms {
  const flag = /^ ?[\w]+=(on|off)$/.exec(inner)?.[1]
  if (flag !== undefined) {
    const name = nextBoolean(names, used, false)
    return flag === "on"
      ? { javascript: `(${name} ? '${inner}' : '')`, python: `('${inner}' if ${name} else '')` }
      : {
          javascript: `(!${name} ? '${inner}' : '')`,
          python: `('${inner}' if not ${name} else '')`,
        }
  }
  const literal = /^(.*)on\|off$/.exec(inner)?.[1]
  if (literal !== undefined) {
    const name = nextBoolean(names, used, true)
    const { javascript, python } = switched(name)
    return {
      javascript: `(typeof ${name} == 'boolean' ? '${literal}' + ${javascript} : '')`,
      python: `(('${literal}' + ${python}) if ${name} is not None else '')`,
    }
  }
  const name = /<(?:str\(|json\()?(\w+)/.exec(inner)?.[1] ?? ""
  const { javascript, python } = joined(parts(inner, names, used))
  return {
    javascript: `(${name} ? ${javascript} : '')`,
    python: `((${python}) if ${name} is not None else '')`,
  }
}

function switched(name: string): Terms {
  return { javascript: `(${name} ? 'on' : 'off')`, python: `('on' if ${name} else 'off')` }
}

function nextBoolean({ fields }: Names, used: Set<string>, optional: boolean): string {
  const isNext = (field: Field): boolean =>
    field.type === "bool" && field.optional === optional && !used.has(field.name)
  const name = fields.find(isNext)?.name ?? ""
  used.add(name)
  return name
}

/** The texts of an enumeration's values, or of a union's tags before more. */
function ofSelf(syntax: string, { self, ...names }: Names): Terms | undefined {
  if (self?.kind === "enum") {
    const texts = syntax.split("|")
    const pairs = self.values.map((value, index) => [value, texts[index] ?? ""] as const)
    const last = texts.at(pairs.length) ?? ""
    return {
      javascript: [
        ...pairs.map(([value, text]) => `self == '${value}' ? '${text}'`),
        `'${last}'`,
      ].join(" : "),
      python: [
        ...pairs.map(([value, text]) => `'${text}' if str(self) == '${value}'`),
        `'${last}'`,
      ].join(" else "),
    }
  }
  if (self?.kind !== "union") return undefined
  const tags = tagsOf(self)
  if (!syntax.startsWith(tags)) return undefined
  const rest = joined(parts(syntax.slice(tags.length), names, new Set()))
  const bare = self.members.find(({ fields }) => fields.length === 0)?.tag ?? ""
  return {
    javascript: `type + (type == '${bare}' ? '' : ${rest.javascript})`,
    python: `str(type) + ('' if str(type) == '${bare}' else ${rest.python})`,
  }
}

function tagsOf(self: Type & { kind: "union" }): string {
  return self.members.map(({ tag }) => tag).join("|")
}
