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
import Data.Bifunctor (first)
import Data.List (find)
import Data.Scientific (isInteger)
import Data.Text (Text)
import qualified Data.Text as T

-- | Against what: everything that a newer version or another sender could send where the type lets
-- it
-- through, or only what is declared.
data Openness = AsSent | AsDeclared
  deriving (Eq, Show)

-- | Problems, each with the path to it. None: the value matches, without a field too many or too
-- few.
matchType :: Openness -> Schema -> TypeDef -> Json -> [Text]
matchType openness schema def = map describe . matchShape openness schema (typeShape def)

-- | Checks an object against the members of a union.
matchMembers :: Openness -> Schema -> [Member] -> Json -> [Text]
matchMembers openness schema members = map describe . matchShape openness schema (Union members)

-- | Checks the parameters of a command.
matchParams :: Openness -> Schema -> CommandDef -> Json -> [Text]
matchParams openness schema def =
  map describe . matchShape openness schema (Record (commandParams def))

-- | What is wrong, and the path to it.
type Mismatch = ([Text], Text)

describe :: Mismatch -> Text
describe (path, problem) = T.unwords ([T.intercalate "." path | not (null path)] <> [problem])

matchShape :: Openness -> Schema -> Shape -> Json -> [Mismatch]
matchShape openness schema shape json = case shape of
  Record fields -> withObject (matchFields openness schema fields)
  Enumeration Tagged values -> withObject $ \case
    [("type", String tag)] | isValue values tag -> []
    _ -> here "is no tagged value"
  Enumeration wire values -> case json of
    String value | (wire == Open && openness == AsSent) || isValue values value -> []
    _ -> here "is no value of the enumeration"
  Union members -> withObject $ \entries -> case lookup "type" entries of
    Just (String tag) -> case find ((== tag) . memberTag) (filter (not . memberCatchAll) members) of
      Just m | problems@(_ : _) <- fieldsOf m entries -> if caught members then [] else problems
      Just _ -> []
      Nothing -> concat [here "has an unknown tag" | not (caught members)]
    _ -> here "has no tag"
  where
    isValue values value = any ((== value) . valueText) values
    caught members = openness == AsSent && any memberCatchAll members
    fieldsOf m entries =
      matchFields openness schema (memberFields m) (filter ((/= "type") . fst) entries)
    withObject check = case json of
      Object entries -> check entries
      _ -> here ("is " <> kind json <> ", not an object")

matchFields :: Openness -> Schema -> [Field] -> [(Text, Json)] -> [Mismatch]
matchFields openness schema fields entries =
  [([name], "is not declared") | (name, _) <- entries, name `notElem` map fieldName fields]
    <> concatMap one fields
  where
    one field = case (member (fieldName field) (Object entries), fieldOptional field) of
      (Just value, _) ->
        within (fieldName field) (matchValue openness schema (fieldType field) value)
      (Nothing, True) -> []
      (Nothing, False) -> [([fieldName field], "is missing")]

matchValue :: Openness -> Schema -> Type -> Json -> [Mismatch]
matchValue openness schema expected json = case (expected, json) of
  (TBool, Bool _) -> []
  (TString, String _) -> []
  (TUTCTime, String s) | T.length s >= 20, "Z" `T.isSuffixOf` s -> []
  (TDouble, Number _) -> []
  (TInt, Number n) | isInteger n -> []
  (TInt64, Number n) | isInteger n -> []
  (TWord32, Number n) | isInteger n, n >= 0, n < 2 ^ (32 :: Int) -> []
  (TObject, Object _) -> []
  (TJson, _) -> []
  (TArray t, Array items) -> concat (zipWith (item t) [0 :: Int ..] items)
  (TNonEmpty _, Array []) -> here "is empty"
  (TNonEmpty t, Array items) -> concat (zipWith (item t) [0 :: Int ..] items)
  (TMap t, Object entries) ->
    concat [within key (matchValue openness schema t value) | (key, value) <- entries]
  (TTuple parts, Array items)
    | length parts == length items -> concat (zipWith3 item parts [0 :: Int ..] items)
    | otherwise -> here "has another length"
  (TNullable _, Null) -> []
  (TNullable t, _) -> matchValue openness schema t json
  (TRef name, _)
    | Just def <- findType schema name ->
      matchShape openness schema (typeShape def) json
  _ -> here ("is " <> kind json <> ", not " <> T.pack (show expected))
  where
    item t i = within (T.pack (show i)) . matchValue openness schema t

here :: Text -> [Mismatch]
here problem = [([], problem)]

within :: Text -> [Mismatch] -> [Mismatch]
within step = map (first (step :))
