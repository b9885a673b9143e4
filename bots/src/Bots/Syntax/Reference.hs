-- | A grammar as the one-line syntax that people read:
--
-- > /_send <str(sendRef)>[ live=on][ ttl=<ttl>] json <json(composedMessages)>
module Bots.Syntax.Reference
  ( commandSyntax,
    shorthandSyntax,
    textSyntax,
  )
where

import Bots.Schema
import Bots.Syntax (Codec (..), Grammar (..), Node (..), Reading (..), Shorthand (..))
import Data.List (find, nub)
import Data.Text (Text)
import qualified Data.Text as T

commandSyntax :: Schema -> CommandDef -> Text
commandSyntax schema def = line schema (commandParams def) (commandGrammar def)

-- | A shorthand of a command.
shorthandSyntax :: Schema -> CommandDef -> Shorthand -> Text
shorthandSyntax schema def = line schema (commandParams def) . shorthandGrammar

-- | The syntax of a type's own text.
textSyntax :: Schema -> TypeDef -> Maybe Text
textSyntax schema def = line schema (shapeFields (typeShape def)) <$> typeText def

line :: Schema -> [Field] -> Grammar -> Text
line schema fields = T.concat . map node . grammarNodes
  where
    node = \case
      Literal written _ -> written
      Param field codec -> param field codec
      Flag {flagText, flagBare = True} -> "[" <> flagText <> "]"
      Flag {flagText, flagDefault} ->
        "[" <> flagText <> (if flagDefault then "off" else "on") <> "]"
      Optional _ _ inner other | other == mempty -> "[" <> again inner <> "]"
      Optional _ _ inner other -> again inner <> "|" <> again other
      Cases branches -> T.intercalate "|" (map (again . snd) branches)
      Values texts -> T.intercalate "|" (map snd texts)
      When _ yes no | yes == mempty -> "[" <> again no <> "]"
      When _ yes no -> again yes <> "|" <> again no
      Spelled written _ -> again written
      NotAhead _ -> ""
      AnyOf readings
        | null (shown readings) -> ""
        | any isEmpty readings -> "[" <> T.intercalate "|" (shown readings) <> "]"
        | otherwise -> T.intercalate "|" (shown readings)
    isEmpty (Reading grammar _) = grammar == mempty
    shown readings = nub [again grammar | Reading grammar _ <- readings, grammar /= mempty]
    again = line schema fields
    param field = \case
      AsNumbers -> "<" <> field <> "[0]>[,<" <> field <> "[1]>...]"
      AsSwitch -> "on|off"
      AsChoice -> T.intercalate "|" (nub (choices field))
      AsJson -> "<json(" <> field <> ")>"
      AsText -> "<str(" <> field <> ")>"
      AsChoiceOf texts -> T.intercalate "|" (map snd texts)
      AsWords -> "<" <> field <> "[0]>[ <" <> field <> "[1]>...]"
      AsTexts separator ->
        "<str(" <> field <> "[0])>[" <> separator <> "<str(" <> field <> "[1])>...]"
      AsMenu -> "<str(" <> field <> ")>"
      AsCryptoFile -> "<str(" <> field <> ")>"
      _ -> "<" <> field <> ">"
    choices field = case fieldType <$> find ((== field) . fieldName) fields of
      Just (TRef name)
        | Just TypeDef {typeShape = Enumeration _ values_} <- findType schema name ->
          map valueText values_
      _ -> ["<" <> field <> ">"]
