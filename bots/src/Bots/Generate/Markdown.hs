-- | The reference that people read.
module Bots.Generate.Markdown
  ( generateMarkdown,
  )
where

import Bots.Generate.Header (header)
import Bots.Output (Output (..))
import Bots.Schema
import Bots.Syntax.Reference (commandSyntax, shorthandSyntax, textSyntax)
import Data.List (find)
import Data.Maybe (fromMaybe)
import Data.Text (Text)
import qualified Data.Text as T

generateMarkdown :: Schema -> [Output]
generateMarkdown schema =
  [ page
      "commands"
      ("Commands of SimpleX Chat " <> version schema)
      (chapters (commandLines schema) (commands schema)),
    page
      "events"
      ("Events of SimpleX Chat " <> version schema)
      (chapters eventLines (events schema)),
    page
      "types"
      ( "Types of SimpleX Chat "
          <> version schema
      )
      (chapters (typeLines schema) (types schema))
  ]
  where
    page name title body =
      Output
        ( "bots/gen/"
            <> name
            <> ".md"
        )
        ( T.unlines
            ( ["<!-- " <> header "Bots.Generate.Markdown" <> " -->", "", "# " <> title, ""]
                <> body
            )
        )

-- | A chapter for each area.
chapters :: (a -> [Text]) -> [Area a] -> [Text]
chapters toLines areas =
  concat [["## " <> areaName area, ""] <> concatMap toLines (areaItems area) | area <- areas]

commandLines :: Schema -> CommandDef -> [Text]
commandLines schema def =
  ["### " <> commandName def, "", commandDoc def, ""]
    <> originLines (commandOrigin def)
    <> ["```", commandSyntax schema def, "```", ""]
    <> fieldTable "Parameter" (commandParams def)
    <> concat
      [ ["`" <> name <> "` is not written: " <> reason, ""]
        | (name, reason) <- commandUnwritten def
      ]
    <> shorthandLines
    <> ["Network: " <> network <> ".", "", "Answers:", ""]
    <> concat [answer tag | tag <- commandResponses def]
    <> [""]
  where
    shorthandLines = case map (shorthandSyntax schema def) (shorthandsOf schema def) of
      [] -> []
      texts ->
        ["The core also reads these texts for people, and looks up what they name:", "", "```"]
          <> texts
          <> ["```", ""]
    answer tag = case find ((== tag) . memberTag) (responses schema) of
      Just m -> ["- `" <> tag <> "`: " <> fromMaybe "" (memberDoc m) <> fieldList (memberFields m)]
      Nothing -> []
    fieldList = \case
      [] -> ""
      fields ->
        " Fields: "
          <> T.intercalate
            ", "
            [ "`" <> fieldName f <> "` " <> typeLink (fieldType f) <> optionalMark f
              | f <- fields
            ]
          <> "."
    network = case commandNetwork def of
      NoNetwork -> "not used"
      Interactive -> "the answer waits for it"
      Background -> "used in the background, after the answer"

eventLines :: Member -> [Text]
eventLines m = ["### " <> memberTag m, ""] <> memberBody m

typeLines :: Schema -> TypeDef -> [Text]
typeLines schema def =
  ["### " <> typeName def, "", typeDoc def, ""]
    <> originLines (typeOrigin def)
    <> maybe
      []
      (\s -> ["Text in commands: `" <> T.replace "|" "\\|" s <> "`", ""])
      (textSyntax schema def)
    <> case typeShape def of
      Record fields -> fieldTable "Field" fields
      Enumeration wire values ->
        ["An object with nothing but its `type`:" | wire == Tagged]
          <> ["Other values can arrive, too:" | wire == Open]
          <> ["" | wire /= Plain]
          <> map valueLine values
          <> [""]
      Union members -> concat [["#### `" <> memberTag m <> "`", ""] <> memberBody m | m <- members]
  where
    valueLine v =
      "- `"
        <> valueText v
        <> "`"
        <> maybe "" (": " <>) (valueDoc v)
        <> (if valueOrigin v == Undocumented then " " <> undocumentedText else "")

memberBody :: Member -> [Text]
memberBody m =
  maybe [] (\doc -> [doc, ""]) (memberDoc m)
    <> originLines (memberOrigin m)
    <> ( if memberCatchAll m
           then ["On the wire it is the sender's original object, of any other `type`.", ""]
           else fieldTable "Field" (memberFields m)
       )

fieldTable :: Text -> [Field] -> [Text]
fieldTable what = \case
  [] -> []
  fields ->
    ["| " <> what <> " | Type | |", "| --- | --- | --- |"]
      <> [ T.intercalate
             " | "
             [ "| `" <> fieldName f <> "`",
               typeLink (fieldType f) <> optionalMark f,
               maybe "" (T.replace "|" "\\|") (fieldDoc f) <> " |"
             ]
           | f <- fields
         ]
      <> [""]

optionalMark :: Field -> Text
optionalMark f = if fieldOptional f then ", optional" else ""

typeLink :: Type -> Text
typeLink = \case
  TBool -> "bool"
  TString -> "string"
  TInt -> "int"
  TInt64 -> "int64"
  TWord32 -> "word32"
  TDouble -> "double"
  TUTCTime -> "UTC time"
  TObject -> "JSON object"
  TJson -> "any JSON"
  TRef name -> "[" <> name <> "](types.md#" <> T.toLower name <> ")"
  TArray t -> "array of " <> typeLink t
  TNonEmpty t -> "non-empty array of " <> typeLink t
  TMap t -> "map of " <> typeLink t
  TTuple parts -> "array of exactly " <> T.intercalate " and " (map typeLink parts)
  TNullable t -> typeLink t <> " or null"

originLines :: Origin -> [Text]
originLines origin = concat [[undocumentedText, ""] | origin == Undocumented]

undocumentedText :: Text
undocumentedText = "SimpleX Chat's own reference does not list it."
