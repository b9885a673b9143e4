-- | The one module that knows how TypeScript is laid out.
module Bots.Generate.TypeScript.Pretty
  ( printModule,
  )
where

import Bots.Generate.TypeScript.Syntax
import Bots.Json (Json (..), render)
import Data.List (intercalate)
import Data.Text (Text)
import qualified Data.Text as T

-- | The text of a module below its header.
printModule :: Text -> Module -> Text
printModule comment (Module imports items) =
  T.unlines
    ( comment'
        <> [""]
        <> concatMap importLines imports
        <> ["" | not (null imports)]
        <> spaced (map (itemLines "") items)
    )
  where
    comment' = [T.strip comment]

-- | Groups of lines with a blank line between those that are more than one line.
spaced :: [[Text]] -> [Text]
spaced groups
  | all ((== 1) . length) groups = concat groups
  | otherwise = intercalate [""] groups

importLines :: Import -> [Text]
importLines = \case
  ImportTypes names path -> named "import type {" names path
  ImportValues names path -> named "import {" names path
  ImportNamespace name path -> ["import type * as " <> name <> " from " <> quoted path]
  where
    named start names path
      | T.length oneLine > width = [start] <> ["  " <> name <> "," | name <- names] <> [end]
      | otherwise = [oneLine]
      where
        oneLine = start <> " " <> T.intercalate ", " names <> " " <> end
        end = "} from " <> quoted path

itemLines :: Text -> Item -> [Text]
itemLines indent = \case
  Export doc declaration -> docLines indent doc <> declarationLines indent declaration
  ReExport path -> [indent <> "export * from " <> quoted path]
  ReExportTypes path -> [indent <> "export type * from " <> quoted path]

docLines :: Text -> [Text] -> [Text]
docLines indent paragraphs = case paragraphs of
  [] -> []
  [one] | T.length indent + T.length one + 7 <= width -> [indent <> "/** " <> one <> " */"]
  _ ->
    [indent <> "/**"]
      <> map star (intercalate [""] (map (wrap (width - T.length indent - 3)) paragraphs))
      <> [indent <> " */"]
  where
    star line = T.stripEnd (indent <> " * " <> line)

declarationLines :: Text -> Declaration -> [Text]
declarationLines indent = \case
  Interface name [] -> [indent <> "export interface " <> name <> " {}"]
  Interface name properties ->
    [indent <> "export interface " <> name <> " {"]
      <> concatMap (propertyLines (indent <> "  ")) properties
      <> [indent <> "}"]
  Alias name type_ -> aliasLines indent name type_
  Namespace name items ->
    [indent <> "export namespace " <> name <> " {"]
      <> spaced (map (itemLines (indent <> "  ")) items)
      <> [indent <> "}"]
  Constant name type_ value ->
    onFirst
      ( ( indent
            <> "export const "
            <> name
            <> maybe "" ((": " <>) . typeText) type_
            <> " = "
        )
          <>
      )
      (valueLines indent value)

-- | A union that does not fit on one line has one member a line.
aliasLines :: Text -> Text -> TypeExpr -> [Text]
aliasLines indent name type_ = case type_ of
  UnionOf members
    | T.length oneLine > width ->
      start : [indent <> "  | " <> typeText m | m <- members]
  _ -> [oneLine]
  where
    start = indent <> "export type " <> name <> " ="
    oneLine = start <> " " <> typeText type_

propertyLines :: Text -> Property -> [Text]
propertyLines indent p =
  docLines indent (maybe [] pure (propertyDoc p))
    <> [indent <> propertyName p <> mark <> ": " <> typeText (propertyType p) <> orUndefined]
  where
    mark = if propertyOptional p then "?" else ""
    -- With exactOptionalPropertyTypes an absent value could not be passed on otherwise.
    orUndefined = if propertyOptional p then " | undefined" else ""

typeText :: TypeExpr -> Text
typeText = \case
  Named name -> name
  LiteralString s -> quoted s
  UnionOf members -> T.intercalate " | " (map typeText members)
  ArrayOf t -> atom t <> "[]"
  TupleOf parts -> "[" <> T.intercalate ", " (map typeText parts) <> "]"
  NonEmptyOf t -> "[" <> typeText t <> ", ..." <> atom t <> "[]]"
  RecordOf t -> "Record<string, " <> typeText t <> ">"
  Indexed t key -> atom t <> "[" <> quoted key <> "]"
  Applied name t -> name <> "<" <> typeText t <> ">"
  where
    atom t = case t of
      UnionOf _ -> "(" <> typeText t <> ")"
      _ -> typeText t

valueLines :: Text -> Value -> [Text]
valueLines indent = \case
  JsonValue json -> [render json]
  ListOf items -> ["["] <> concatMap (trailingComma . indented) items <> [indent <> "]"]
  ObjectOf members ->
    ["{ " <> T.intercalate ", " [name <> ": " <> oneLine value | (name, value) <- members] <> " }"]
  MembersOf members -> ["{"] <> concatMap (trailingComma . documented) members <> [indent <> "}"]
  Satisfies value type_ -> onLast (<> " satisfies " <> typeText type_) (valueLines indent value)
  AsConst value -> onLast (<> " as const") (valueLines indent value)
  Variable name -> [name]
  Call name arguments
    | all isOneLine arguments -> [name <> "(" <> T.intercalate ", " (map oneLine arguments) <> ")"]
    | otherwise ->
      [name <> "("] <> concatMap (trailingComma . indented) arguments <> [indent <> ")"]
  Pure value -> onFirst ("/* @__PURE__ */ " <>) (valueLines indent value)
  Arrow parameters value ->
    onFirst (("(" <> T.intercalate ", " parameters <> ") => ") <>) (valueLines indent value)
  where
    deeper = indent <> "  "
    oneLine = T.unwords . valueLines indent
    indented item = onFirst (deeper <>) (valueLines deeper item)
    documented (doc, name, value) =
      docLines deeper (maybe [] pure doc)
        <> onFirst ((deeper <> name <> ": ") <>) (valueLines deeper value)
    trailingComma = onLast (<> ",")
    isOneLine value = length (valueLines indent value) == 1

onFirst :: (a -> a) -> [a] -> [a]
onFirst f = \case
  [] -> []
  x : xs -> f x : xs

onLast :: (a -> a) -> [a] -> [a]
onLast f = \case
  [] -> []
  [x] -> [f x]
  x : xs -> x : onLast f xs

quoted :: Text -> Text
quoted = render . String

-- | Breaks a paragraph at blanks.
wrap :: Int -> Text -> [Text]
wrap limit = map T.unwords . go [] 0 . T.words
  where
    go line _ [] = [reverse line | not (null line)]
    go line used (w : ws)
      | not (null line) && used + 1 + T.length w > limit = reverse line : go [w] (T.length w) ws
      | otherwise = go (w : line) (used + T.length w + (if null line then 0 else 1)) ws

width :: Int
width = 100
