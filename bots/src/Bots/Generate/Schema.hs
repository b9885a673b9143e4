-- | The schema as JSON, for every other language and for the tools behind it.
module Bots.Generate.Schema
  ( generateSchema,
  )
where

import Bots.Generate.Header (header)
import Bots.Json (Json (..), pretty)
import Bots.Output (Output (..))
import Bots.Schema
import Bots.Syntax
  ( Codec (..),
    Grammar (..),
    Node (..),
    Reading (..),
    Shorthand (..),
    capturedNames,
  )
import Bots.Syntax.Reference (commandSyntax, textSyntax)
import Data.List ((\\))
import Data.Text (Text)

generateSchema :: Schema -> [Output]
generateSchema schema = [Output "packages/types/schema/api.json" (pretty (schemaJson schema))]

schemaJson :: Schema -> Json
schemaJson schema =
  Object
    [ ("$comment", String (header "Bots.Generate.Schema")),
      ("version", String (version schema)),
      ("types", Array (inAreas "area" (typeJson schema) (types schema))),
      ("commands", Array (inAreas "category" (commandJson schema) (commands schema))),
      ("shorthands", Array (map (shorthandJson schema) (shorthands schema))),
      ("responses", Array (map (Object . memberJson) (responses schema))),
      ("events", Array (inAreas "category" memberJson (events schema)))
    ]

-- | The items of all areas, each with the name of its area.
inAreas :: Text -> (a -> [(Text, Json)]) -> [Area a] -> [Json]
inAreas label toMembers areas =
  [ Object (toMembers item <> [(label, String (areaName area))])
    | area <- areas,
      item <- areaItems area
  ]

typeJson :: Schema -> TypeDef -> [(Text, Json)]
typeJson schema def =
  [("name", String (typeName def)), ("kind", String kind), ("description", String (typeDoc def))]
    <> origin (typeOrigin def)
    <> parts
    <> optionally "syntax" (String <$> textSyntax schema def)
    <> optionally "text" (grammarJson <$> typeText def)
  where
    (kind, parts) = case typeShape def of
      Record fields -> ("record", [("fields", Array (map fieldJson fields))])
      Enumeration wire values ->
        ( "enum",
          [("values", Array (map valueJson values))]
            <> [("open", Bool True) | wire == Open]
            <> [("tagged", Bool True) | wire == Tagged]
        )
      Union members -> ("union", [("members", Array (map (Object . memberJson) members))])

valueJson :: EnumValue -> Json
valueJson v =
  Object
    ( [("value", String (valueText v)), ("name", String (valueName v))]
        <> optionally "description" (String <$> valueDoc v)
        <> origin (valueOrigin v)
    )

memberJson :: Member -> [(Text, Json)]
memberJson m =
  [("tag", String (memberTag m)), ("name", String (memberName m))]
    <> optionally "description" (String <$> memberDoc m)
    <> origin (memberOrigin m)
    <> [("catchAll", Bool True) | memberCatchAll m]
    <> [("fields", Array (map fieldJson (memberFields m)))]

fieldJson :: Field -> Json
fieldJson = Object . fieldMembers

fieldMembers :: Field -> [(Text, Json)]
fieldMembers f =
  [("name", String (fieldName f)), ("type", typeExpression (fieldType f))]
    <> [("optional", Bool True) | fieldOptional f]
    <> optionally "description" (String <$> fieldDoc f)

commandJson :: Schema -> CommandDef -> [(Text, Json)]
commandJson schema def =
  [("name", String (commandName def)), ("description", String (commandDoc def))]
    <> origin (commandOrigin def)
    <> [ ("network", String networkName),
         ("params", Array (map param (commandParams def))),
         ("syntax", String (commandSyntax schema def)),
         ("grammar", grammarJson (commandGrammar def))
       ]
    <> [("responses", Array (map String (commandResponses def)))]
  where
    param f =
      Object
        ( fieldMembers f
            <> optionally "unwritten" (String <$> lookup (fieldName f) (commandUnwritten def))
        )
    networkName = case commandNetwork def of
      NoNetwork -> "no"
      Interactive -> "interactive"
      Background -> "background"

-- | What is read and is no parameter is what the core looks up.
shorthandJson :: Schema -> Shorthand -> Json
shorthandJson schema (Shorthand command grammar given) =
  Object
    [ ("command", String command),
      ("nodes", grammarJson grammar),
      ("gives", Object given),
      ("lookup", Array (map String ((capturedNames grammar \\ params) \\ templateNames)))
    ]
  where
    templateNames = concatMap usedNames (map snd given <> grammarTemplates grammar)
    params =
      [fieldName f | def <- allCommands schema, commandName def == command, f <- commandParams def]

typeExpression :: Type -> Json
typeExpression = \case
  TBool -> String "bool"
  TString -> String "string"
  TInt -> String "int"
  TInt64 -> String "int64"
  TWord32 -> String "word32"
  TDouble -> String "double"
  TUTCTime -> String "utcTime"
  TObject -> String "jsonObject"
  TJson -> String "jsonValue"
  TRef name -> Object [("ref", String name)]
  TArray t -> Object [("array", typeExpression t)]
  TNonEmpty t -> Object [("array", typeExpression t), ("nonEmpty", Bool True)]
  TMap t -> Object [("map", typeExpression t)]
  TTuple parts -> Object [("tuple", Array (map typeExpression parts))]
  TNullable t -> Object [("nullable", typeExpression t)]

grammarJson :: Grammar -> Json
grammarJson = Array . map node . grammarNodes
  where
    node = \case
      Literal written others -> Object ([("literal", String written)] <> readAlso others)
      Param field codec ->
        Object
          ([("param", String field), ("as", String (codecName codec))] <> codecMembers codec)
      Flag {flagField, flagText, flagDefault, flagBare, flagReads} ->
        Object
          ( [("flag", String flagField), ("literal", String flagText)]
              <> [("default", Bool True) | flagDefault]
              <> [("bare", Bool True) | flagBare]
              <> readAlso flagReads
          )
      Optional field condition inner other ->
        Object
          ( [("optional", String field)]
              <> optionally "only" (only <$> condition)
              <> [("then", grammarJson inner)]
              <> [("else", grammarJson other) | other /= mempty]
          )
      Cases branches ->
        Object
          [ ( "cases",
              Array
                [ Object [("tag", String tag), ("then", grammarJson inner)]
                  | (tag, inner) <- branches
                ]
            )
          ]
      Values texts ->
        Object [("choice", Object [(value, String written) | (value, written) <- texts])]
      When fields yes no ->
        Object
          [ ("when", Array (map String fields)),
            ("then", grammarJson yes),
            ("else", grammarJson no)
          ]
      Spelled written readings ->
        Object [("either", grammarJson written), ("reads", Array (map readingJson readings))]
      NotAhead t -> Object [("not", String t)]
      AnyOf readings -> Object [("anyOf", Array (map readingJson readings))]
    readingJson (Reading g given) = Object [("nodes", grammarJson g), ("gives", Object given)]
    only (field, allowed) = Object [(field, Array (map String allowed))]
    readAlso others = [("reads", Array (map String others)) | not (null others)]

-- | What a codec needs beside its name.
codecMembers :: Codec -> [(Text, Json)]
codecMembers = \case
  AsChoiceOf texts -> [("of", Object [(value, String written) | (value, written) <- texts])]
  AsTexts separator -> [("by", String separator)]
  _ -> []

codecName :: Codec -> Text
codecName = \case
  AsNumber -> "number"
  AsNumbers -> "numbers"
  AsWord -> "word"
  AsLink -> "link"
  AsImage -> "image"
  AsRest -> "rest"
  AsSwitch -> "onOff"
  AsChoice -> "choice"
  AsChoiceOf _ -> "choice"
  AsWords -> "words"
  AsTexts _ -> "texts"
  AsMenu -> "menu"
  AsCryptoFile -> "cryptoFile"
  AsJson -> "json"
  AsText -> "text"
  AsName -> "name"
  AsNames -> "names"
  AsMessage -> "message"
  AsEnclosed -> "enclosed"
  AsQuote -> "quote"
  AsDigits -> "digits"
  AsPassword -> "password"

-- | The templates in what a grammar reads.
grammarTemplates :: Grammar -> [Json]
grammarTemplates = concatMap node . grammarNodes
  where
    node = \case
      Optional _ _ inner other -> grammarTemplates inner <> grammarTemplates other
      When _ yes no -> grammarTemplates yes <> grammarTemplates no
      Spelled written readings -> grammarTemplates written <> concatMap ofReading readings
      AnyOf readings -> concatMap ofReading readings
      _ -> []
    ofReading (Reading grammar given) = map snd given <> grammarTemplates grammar

-- | The names that a template refers to.
usedNames :: Json -> [Text]
usedNames = \case
  Object [("captured", String name)] -> [name]
  Object members -> concatMap (usedNames . snd) members
  Array items -> concatMap usedNames items
  _ -> []

origin :: Origin -> [(Text, Json)]
origin o = [("undocumented", Bool True) | o == Undocumented]

optionally :: Text -> Maybe Json -> [(Text, Json)]
optionally name value = [(name, v) | Just v <- [value]]
