-- | JSON values whose objects keep the order of their members, as the core writes them: the text
-- of a command must come out byte for byte as a JavaScript object with the same members would.
module Bots.Json
  ( Json (..),
    object,
    member,
    kind,
    render,
    pretty,
    parse,
  )
where

import qualified Data.Aeson as Aeson
import qualified Data.Aeson.Key as Key
import qualified Data.Aeson.KeyMap as KeyMap
import Data.Char (ord)
import Data.Foldable (toList)
import Data.Scientific (FPFormat (Fixed), Scientific, floatingOrInteger, formatScientific)
import Data.Text (Text)
import qualified Data.Text as T
import qualified Data.Text.Encoding as T
import Numeric (showHex)

data Json
  = Null
  | Bool Bool
  | Number Scientific
  | String Text
  | Array [Json]
  | Object [(Text, Json)]
  deriving (Eq, Show)

-- | An object of those members that are there.
object :: [(Text, Maybe Json)] -> Json
object members = Object [(name, value) | (name, Just value) <- members]

-- | A member of an object.
member :: Text -> Json -> Maybe Json
member name = \case
  Object members -> lookup name members
  _ -> Nothing

-- | What a value is, for messages that must not show the value itself.
kind :: Json -> Text
kind = \case
  Null -> "null"
  Bool _ -> "a boolean"
  Number _ -> "a number"
  String _ -> "a string"
  Array _ -> "an array"
  Object _ -> "an object"

-- | The text that JavaScript's JSON.stringify writes for the same value.
render :: Json -> Text
render = \case
  Null -> "null"
  Bool True -> "true"
  Bool False -> "false"
  Number n -> number n
  String s -> quote s
  Array items -> "[" <> T.intercalate "," (map render items) <> "]"
  Object members -> "{" <> T.intercalate "," [quote k <> ":" <> render v | (k, v) <- members] <> "}"

-- | Readable text: what fits is on one line, the rest is indented. It ends with a line break.
pretty :: Json -> Text
pretty json = go "" json <> "\n"
  where
    width = 110
    go indent value = case value of
      _ | T.length indent + T.length (spaced value) <= width -> spaced value
      Array items -> block indent "[" "]" [go (indent <> "  ") item | item <- items]
      Object members ->
        block indent "{" "}" [quote k <> ": " <> go (indent <> "  ") v | (k, v) <- members]
      _ -> render value
    block indent open close items =
      open
        <> "\n"
        <> T.intercalate ",\n" (map ((indent <> "  ") <>) items)
        <> "\n"
        <> indent
        <> close
    spaced = \case
      Array items -> "[" <> T.intercalate ", " (map spaced items) <> "]"
      Object [] -> "{}"
      Object members ->
        "{ " <> T.intercalate ", " [quote k <> ": " <> spaced v | (k, v) <- members] <> " }"
      value -> render value

number :: Scientific -> Text
number n = case floatingOrInteger n :: Either Double Integer of
  Right whole -> T.pack (show whole)
  Left _ -> T.pack (formatScientific Fixed Nothing n)

quote :: Text -> Text
quote s = "\"" <> T.concatMap escape s <> "\""

escape :: Char -> Text
escape = \case
  '"' -> "\\\""
  '\\' -> "\\\\"
  '\b' -> "\\b"
  '\f' -> "\\f"
  '\n' -> "\\n"
  '\r' -> "\\r"
  '\t' -> "\\t"
  c
    | ord c < 0x20 -> "\\u" <> T.justifyRight 4 '0' (T.pack (showHex (ord c) ""))
    | otherwise -> T.singleton c

-- | Reads JSON text. The order of members is not kept: it carries no meaning.
parse :: Text -> Either Text Json
parse = either (Left . T.pack) (Right . fromAeson) . Aeson.eitherDecodeStrict . T.encodeUtf8

fromAeson :: Aeson.Value -> Json
fromAeson = \case
  Aeson.Null -> Null
  Aeson.Bool b -> Bool b
  Aeson.Number n -> Number n
  Aeson.String s -> String s
  Aeson.Array items -> Array (map fromAeson (toList items))
  Aeson.Object members -> Object [(Key.toText k, fromAeson v) | (k, v) <- KeyMap.toAscList members]
