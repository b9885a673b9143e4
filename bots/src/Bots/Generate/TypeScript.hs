-- | The API in TypeScript. Types, responses and events are the modules that users import. Commands
-- are types only: tools/command-builders reads them and writes those that users import, with the
-- builders, and the functions that write the types with a text of their own.
module Bots.Generate.TypeScript
  ( generateTypeScript,
    fileName,
    typeExpr,
  )
where

import Bots.Generate.Header (comment)
import Bots.Generate.TypeScript.Pretty (printModule)
import Bots.Generate.TypeScript.Syntax
import Bots.Json (Json (..))
import Bots.Output (Output (..))
import Bots.Schema hiding (Union)
import qualified Bots.Schema as Schema
import Bots.Syntax.Reference (commandSyntax, textSyntax)
import Data.Char (isUpper, toLower)
import Data.List (find, nub, sort)
import Data.Maybe (catMaybes, isJust)
import Data.Text (Text)
import qualified Data.Text as T

generateTypeScript :: Schema -> [Output]
generateTypeScript schema =
  [output ("types/" <> fileName (areaName area)) (typesModule schema area) | area <- types schema]
    <> [output "types/index.ts" (indexModule ReExport (types schema))]
    <> [ output ("wire/" <> fileName (areaName area)) (commandsModule schema area)
         | area <- commands schema
       ]
    <> [output "wire/index.ts" (indexModule ReExportTypes (commands schema))]
    <> [ output
           "responses.ts"
           ( membersModule
               "ChatResponse"
               "Whatever a command can answer."
               "responses"
               (responses schema)
           ),
         output
           "events.ts"
           ( membersModule
               "ChatEvent"
               "Whatever the core reports by itself."
               "events"
               (concatMap areaItems (events schema))
           )
       ]
  where
    output path =
      Output
        ( "packages/types/src/gen/"
            <> T.unpack path
        )
        . printModule (comment "Bots.Generate.TypeScript")

-- | The file of an area: @ChatItems@ is @chat-items.ts@, @Group link commands@ is @group-links.ts@.
fileName :: Text -> Text
fileName area = case T.stripSuffix " commands" area of
  Just name -> dashed (T.toLower name) <> (if "s" `T.isSuffixOf` name then "es" else "s") <> ".ts"
  Nothing -> dashed (camel area) <> ".ts"
  where
    dashed = T.intercalate "-" . T.words
    camel =
      T.toLower . T.unwords . T.words
        . T.concatMap
          ( \c ->
              if isUpper c then T.pack [' ', toLower c] else T.singleton c
          )

indexModule :: (Text -> Item) -> [Area a] -> Module
indexModule passOn areas = Module [] [passOn ("./" <> fileName (areaName area)) | area <- areas]

typesModule :: Schema -> Area TypeDef -> Module
typesModule schema area =
  Module (textImports (areaItems area) <> imports) (concatMap (typeItems schema) (areaItems area))
  where
    used = nub (concatMap plainReferences (areaItems area))
    imports =
      sortedImports imported
        <> [ImportNamespace "T" "./index.ts" | any hasShadowed (areaItems area)]
    imported =
      [ (fileName (areaName other), names)
        | other <- types schema,
          let names = sort (filter (`elem` map typeName (areaItems other)) used),
          areaName other /= areaName area,
          not (null names)
      ]
    sortedImports found = [ImportTypes names ("./" <> file) | (file, names) <- sort found]
    plainReferences def = case typeShape def of
      Schema.Union members ->
        filter
          (not . shadowed members)
          (concatMap (references . fieldType) (concatMap memberFields members))
      shape -> concatMap (references . fieldType) (shapeFields shape)
    hasShadowed def =
      or
        [ shadowed members name
          | Schema.Union members <- [typeShape def],
            f <- concatMap memberFields members,
            name <- references (fieldType f)
        ]

-- | What the constants of types with a text of their own need.
textImports :: [TypeDef] -> [Import]
textImports defs =
  [ImportTypes ["TextForm"] "../../command.ts" | not (null written)]
    <> [ImportValues ["withText"] "../../syntax.ts" | any isEnumeration written]
    <> [ImportValues (sort (map (writer . typeName) written)) "../text.ts" | not (null written)]
  where
    written = filter (isJust . typeText) defs
    isEnumeration def = case typeShape def of
      Enumeration _ _ -> True
      _ -> False

-- | The function in @text.ts@ that writes a type; tools/command-builders names it so.
writer :: Text -> Text
writer name = "write" <> name

-- | The values of an enumeration by name, and how a type with a text of its own is written.
constants :: [Text] -> TypeDef -> [Item]
constants doc def = case (typeShape def, typeText def) of
  (Enumeration _ values, Nothing) -> constant Nothing (AsConst (named values))
  (Enumeration _ values, Just _) ->
    constant
      Nothing
      ( Pure
          ( Call
              "withText"
              [ AsConst (named values),
                Satisfies (ObjectOf [textForm]) textType
              ]
          )
      )
  (_, Just _) -> constant (Just textType) (MembersOf [(Nothing, fst textForm, snd textForm)])
  (_, Nothing) -> []
  where
    name = typeName def
    constant type_ value = [Export doc (Constant name type_ value)]
    named values =
      MembersOf [(valueDoc v, valueName v, JsonValue (String (valueText v))) | v <- values]
    textType = Applied "TextForm" (Named name)
    textForm =
      ( "cmdString",
        Arrow
          ["value"]
          ( Call
              (writer name)
              [ Variable "value",
                JsonValue (String (name <> ".value"))
              ]
          )
      )

-- | Whether a member of a union hides a type of the same name from the members beside it.
shadowed :: [Member] -> Text -> Bool
shadowed members name = name `elem` map memberName members

typeItems :: Schema -> TypeDef -> [Item]
typeItems schema def = typeDeclarations def doc <> constants fullDoc def
  where
    doc =
      typeDoc def :
      undocumentedDoc (typeOrigin def)
        <> maybe [] (\s -> ["@remarks Its text in commands: `" <> s <> "`"]) (textSyntax schema def)
    fullDoc = case typeShape def of
      Enumeration wire values | wire /= Tagged -> doc <> valueDocs values
      _ -> doc

valueDocs :: [EnumValue] -> [Text]
valueDocs values =
  [T.unwords ["- `" <> valueText v <> "`:", d] | v <- values, Just d <- [valueDoc v]]

typeDeclarations :: TypeDef -> [Text] -> [Item]
typeDeclarations def doc = case typeShape def of
  Record fields -> [Export doc (Interface name (properties unqualified fields))]
  Enumeration Tagged values ->
    [ Export doc (Interface name [Property Nothing "type" False (Named (name <> ".Tag"))]),
      Export [] (Namespace name [Export (tagDoc name) (Alias "Tag" (literals values))])
    ]
  Enumeration _ values -> [Export (doc <> valueDocs values) (Alias name (literals values))]
  Schema.Union members ->
    [ Export doc (Alias name (UnionOf [Named (name <> "." <> memberName m) | m <- members])),
      Export
        []
        ( Namespace
            name
            ( Export (tagDoc name) (Alias "Tag" (Indexed (Named name) "type")) :
              map
                (memberItem (beside members))
                members
            )
        )
    ]
  where
    name = typeName def
    beside members other = if shadowed members other then qualified other else other
    literals values = UnionOf (map (LiteralString . valueText) values)

membersModule :: Text -> Text -> Text -> [Member] -> Module
membersModule name doc what members =
  Module
    [ImportNamespace "T" "./types/index.ts"]
    ( [ Export [doc] (Alias name (UnionOf (map (Named . memberName) members))),
        Export ["The tags of all " <> what <> "."] (Alias "Tag" (Indexed (Named name) "type"))
      ]
        <> map (memberItem qualified) members
    )

memberItem :: (Text -> Text) -> Member -> Item
memberItem qualify m =
  Export
    (catMaybes [memberDoc m] <> undocumentedDoc (memberOrigin m))
    ( Interface
        (memberName m)
        ( Property Nothing "type" False (LiteralString (memberTag m)) :
          properties
            qualify
            (memberFields m)
        )
    )

commandsModule :: Schema -> Area CommandDef -> Module
commandsModule schema area =
  Module
    ( [ImportNamespace "CR" "../responses.ts"]
        <> [ImportNamespace "T" "../types/index.ts" | usesTypes]
    )
    (concatMap (commandItems schema) (areaItems area))
  where
    usesTypes = concatMap (references . fieldType) (concatMap offered (areaItems area)) /= []

-- | The parameters that a builder can write.
offered :: CommandDef -> [Field]
offered def = filter ((`notElem` map fst (commandUnwritten def)) . fieldName) (commandParams def)

commandItems :: Schema -> CommandDef -> [Item]
commandItems schema def =
  [ Export
      ( [commandDoc def]
          <> undocumentedDoc (commandOrigin def)
          <> [network, "@remarks Syntax: `" <> commandSyntax schema def <> "`"]
      )
      (Interface (commandName def) (properties qualified (offered def))),
    Export
      []
      ( Namespace
          (commandName def)
          [ Export
              [ "What {@link "
                  <> commandName def
                  <> "} can answer."
              ]
              (Alias "Response" (UnionOf answers))
          ]
      )
  ]
  where
    answers =
      [ Named ("CR." <> maybe tag memberName (find ((== tag) . memberTag) (responses schema)))
        | tag <- commandResponses def
      ]
    network = case commandNetwork def of
      NoNetwork -> "Needs no network."
      Interactive -> "Waits for the network before it answers."
      Background -> "Answers at once and uses the network in the background."

properties :: (Text -> Text) -> [Field] -> [Property]
properties qualify fields =
  [ Property
      { propertyDoc = fieldDoc f,
        propertyName = fieldName f,
        propertyOptional = fieldOptional f,
        propertyType = typeExpr qualify (fieldType f)
      }
    | f <- fields
  ]

typeExpr :: (Text -> Text) -> Type -> TypeExpr
typeExpr qualify = \case
  TBool -> Named "boolean"
  TString -> Named "string"
  TUTCTime -> Named "string"
  TInt -> Named "number"
  TInt64 -> Named "number"
  TWord32 -> Named "number"
  TDouble -> Named "number"
  TObject -> RecordOf (Named "unknown")
  TJson -> Named "unknown"
  TRef name -> Named (qualify name)
  TArray t -> ArrayOf (typeExpr qualify t)
  TNonEmpty t -> NonEmptyOf (typeExpr qualify t)
  TMap t -> RecordOf (typeExpr qualify t)
  TTuple parts -> TupleOf (map (typeExpr qualify) parts)
  TNullable t -> UnionOf [typeExpr qualify t, Named "null"]

qualified, unqualified :: Text -> Text
qualified name = "T." <> name
unqualified name = name

tagDoc :: Text -> [Text]
tagDoc name = ["The tags of {@link " <> name <> "}."]

undocumentedDoc :: Origin -> [Text]
undocumentedDoc origin = ["SimpleX Chat's own reference does not list it." | origin == Undocumented]
