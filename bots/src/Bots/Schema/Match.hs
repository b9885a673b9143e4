-- | Whether a JSON value is what the schema says: the checker for what the Haskell types encode.
module Bots.Schema.Match
  ( Openness (..),
    matchType,
    matchMembers,
    matchParams,
  )
where

import Bots.Json (Json (..), kind, member)
import Bots.Schema
import Data.List (find)
import Data.Maybe (isJust)
import Data.Scientific (isInteger)
import Data.Text (Text)
import qualified Data.Text as T

-- | Whether what a newer version could send is fine: other tags where a member catches all, other
-- values of an open enumeration.
data Openness = Open_ | Closed
  deriving (Eq, Show)

-- | Problems, each with the path to it. None: the value matches, without a field too many or too few.
matchType :: Openness -> Schema -> TypeDef -> Json -> [Text]
matchType openness schema def = matchShape openness schema (typeShape def)

-- | Checks an object against the members of a union.
matchMembers :: Openness -> Schema -> [Member] -> Json -> [Text]
matchMembers openness schema members = matchShape openness schema (Union members)

-- | Checks the parameters of a command.
matchParams :: Openness -> Schema -> CommandDef -> Json -> [Text]
matchParams openness schema def = matchShape openness schema (Record (commandParams def))

matchShape :: Openness -> Schema -> Shape -> Json -> [Text]
matchShape openness schema shape json = case shape of
  Record fields -> withObject (matchFields openness schema fields)
  Enumeration Tagged values -> withObject $ \case
    [("type", String tag)] | isValue values tag -> []
    _ -> ["is no tagged value"]
  Enumeration wire values -> case json of
    String value | (wire == Open && openness == Open_) || isValue values value -> []
    _ -> ["is no value of the enumeration"]
  Union members -> withObject $ \entries -> case lookup "type" entries of
    Just (String tag) -> case find ((== tag) . memberTag) (filter (not . memberCatchAll) members) of
      Just m | problems@(_ : _) <- fieldsOf m entries -> if caught members then [] else problems
      Just _ -> []
      Nothing -> ["has an unknown tag" | not (caught members)]
    _ -> ["has no tag"]
  where
    isValue values value = any ((== value) . valueText) values
    caught members = openness == Open_ && any memberCatchAll members
    fieldsOf m entries = matchFields openness schema (memberFields m) (filter ((/= "type") . fst) entries)
    withObject check = case json of
      Object entries -> check entries
      _ -> ["is " <> kind json <> ", not an object"]

matchFields :: Openness -> Schema -> [Field] -> [(Text, Json)] -> [Text]
matchFields openness schema fields entries =
  [name <> " is not declared" | (name, _) <- entries, name `notElem` map fieldName fields] <> concatMap one fields
  where
    one field = case (member (fieldName field) (Object entries), fieldOptional field) of
      (Just value, _) -> within (fieldName field) (matchValue openness schema (fieldType field) value)
      (Nothing, True) -> []
      (Nothing, False) -> [fieldName field <> " is missing"]

matchValue :: Openness -> Schema -> Type -> Json -> [Text]
matchValue openness schema expected json = case (expected, json) of
  (TBool, Bool _) -> []
  (TString, String _) -> []
  (TUTCTime, String s) | T.length s >= 20, "Z" `T.isSuffixOf` s -> []
  (TDouble, Number _) -> []
  (TInt, Number n) | isInteger n -> []
  (TInt64, Number n) | isInteger n -> []
  (TWord32, Number n) | isInteger n, n >= 0, n < 2 ^ (32 :: Int) -> []
  (TObject, Object _) -> []
  (TArray t, Array items) -> concat (zipWith (item t) [0 :: Int ..] items)
  (TNonEmpty _, Array []) -> ["is empty"]
  (TNonEmpty t, Array items) -> concat (zipWith (item t) [0 :: Int ..] items)
  (TMap t, Object entries) -> concat [within key (matchValue openness schema t value) | (key, value) <- entries]
  (TRef name, _) | Just def <- findType schema name -> matchType openness schema def json
  _ -> ["is " <> kind json <> ", not " <> T.pack (show expected)]
  where
    item t i = within (T.pack (show i)) . matchValue openness schema t

within :: Text -> [Text] -> [Text]
within path = map (\problem -> path <> (if isJust (T.find (== ' ') problem) then "." else " ") <> problem)
