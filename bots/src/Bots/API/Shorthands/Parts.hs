-- | What the texts for people are made of: the names of chats and members, and their texts.
module Bots.API.Shorthands.Parts
  ( contact,
    group,
    member,
    chat,
    chatOrContact,
    maybeText,
    profile,
    role,
    incognito,
    composed,
    textContent,
    profileOf,
    onOff,
    oneOf,
    text_,
    seconds,
    ttl,
    ttlOf,
  )
where

import Bots.Json (Json (..))
import Bots.Syntax
import Data.Scientific (Scientific)
import Data.Text (Text)

-- | Names with an optional @\@@ or @#@ before them.
contact, group, member :: Grammar
contact = maybeText "@" <> named "contact"
group = maybeText "#" <> named "group"
member = maybeText "@" <> named "member"

-- | The text, or nothing.
maybeText :: Grammar -> Grammar
maybeText grammar = orElse grammar []

-- | A chat by its name.
chat :: Grammar
chat =
  anyOf
    [ reading ("@" <> named "contact") [],
      reading ("#" <> named "group") [],
      reading "*" [("notes", Bool True)],
      reading (":" <> named "connection") []
    ]

-- | A chat by its name, which is a contact's when nothing is before it.
chatOrContact :: Grammar
chatOrContact =
  anyOf
    [ reading ("#" <> named "group") [],
      reading ("*" <> named "notes") [],
      reading (":" <> named "connection") [],
      reading contact []
    ]

-- | A name, and perhaps a line about its owner.
profile :: Grammar
profile = named "displayName" <> maybeText (" " <> rest "shortDescr")

-- | A role, without which it is that of a member.
role :: Grammar
role =
  orElse
    ( " "
        <> oneOf "memberRole" ["owner", "admin", "moderator", "member", "observer"]
    )
    [("memberRole", String "member")]

incognito :: Grammar
incognito = bareFlag " incognito" [" i"] "incognito"

-- | One message with what was read as this.
composed :: Json -> Json
composed content = Array [Object [("msgContent", content), ("mentions", Object [])]]

textContent :: Text -> Json
textContent name = Object [("type", String "text"), ("text", captured name)]

-- | A profile from what 'profile' reads, with more members.
profileOf :: [(Text, Json)] -> Json
profileOf more =
  Object
    ( [ ("displayName", captured "displayName"),
        ("fullName", String ""),
        ("shortDescr", captured "shortDescr")
      ]
        <> more
    )

onOff :: Text -> Grammar
onOff = switch

-- | One of these texts.
oneOf :: Text -> [Text] -> Grammar
oneOf field texts = anyOf [reading (text_ t) [(field, String t)] | t <- texts]

-- | A fixed text.
text_ :: Text -> Grammar
text_ t = spelledToo t []

-- | How long messages stay, in seconds, as a word or a number.
seconds :: Grammar
seconds = anyOf (map (duration "seconds") durations <> [reading (number "seconds") []])
  where
    durations = [("30s", 30), ("5min", 300), ("1h", hour), ("8h", 8 * hour)] <> take 3 periods

-- | How long all messages of a user or a chat stay, in seconds, as a word.
ttl :: Grammar
ttl = ttlOf "seconds"

ttlOf :: Text -> Grammar
ttlOf field = anyOf (map (duration field) (periods <> [("none", 0)]))

duration :: Text -> (Text, Scientific) -> Reading
duration field (name, n) = reading (text_ name) [(field, Number n)]

periods :: [(Text, Scientific)]
periods = [("day", day), ("week", 7 * day), ("month", 30 * day), ("year", 365 * day)]
  where
    day = 24 * hour

hour :: Scientific
hour = 3600
