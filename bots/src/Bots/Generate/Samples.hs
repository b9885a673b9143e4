-- | Conformance samples: values that Haskell encodes, for the TypeScript compiler to hold against
-- the
-- generated types, and the text of commands, for the builders and the parser to agree with.
module Bots.Generate.Samples
  ( generateSamples,
  )
where

import Bots.Declaration
import Bots.Generate.Header (comment)
import Bots.Generate.TypeScript (fileName)
import Bots.Generate.TypeScript.Pretty (printModule)
import Bots.Generate.TypeScript.Syntax hiding (Declaration)
import Bots.Json (Json (..))
import Bots.Output (Output (..))
import Bots.Schema hiding (Union)
import Bots.Schema.Match
import Bots.Schema.Problem (Problem (..))
import Bots.Syntax.Render (renderCommand)
import Data.Bifunctor (first)
import Data.List (partition)
import Data.Text (Text)
import qualified Data.Text as T

-- | The samples, or the values whose text the grammar cannot give.
generateSamples :: Schema -> API -> Either [Problem] [Output]
generateSamples schema api = do
  commandItems <-
    traverse (fmap (map commandSamples) . traverse (rendered schema) . areaItems) (apiCommands api)
  pure $
    [ output
        ( "types/"
            <> fileName (areaName area)
        )
        (using "T" "../" (map (typeSamples schema) (areaItems area)))
      | area <- apiTypes api
    ]
      <> [ output ("commands/" <> fileName (areaName area)) (using "CC" "../" items)
           | (area, items) <- zip (apiCommands api) commandItems
         ]
      <> [ output
             "responses.ts"
             ( using
                 "ChatResponse"
                 ""
                 [memberSamples schema "responses" "ChatResponse" (apiResponses api)]
             ),
           output
             "events.ts"
             (using "ChatEvent" "" [memberSamples schema "events" "ChatEvent" (apiEvents api)]),
           output
             "open.ts"
             ( Module
                 []
                 [ Export
                     ["Values that only open types let through: a newer version could send them."]
                     (Constant "open" Nothing (openSamples schema api))
                 ]
             )
         ]
  where
    output path =
      Output
        ( "packages/types/test/gen/samples/"
            <> T.unpack path
        )
        . printModule (comment "Bots.Generate.Samples")
    using name up = Module [ImportTypes [name] (up <> "../../../src/index.ts")]

-- | The values that are what the TypeScript type says, and those that only the wire lets through.
closedOpen :: (Openness -> Json -> [Text]) -> Declaration def -> ([Json], [Json])
closedOpen match declaration = partition (null . match AsDeclared) (examples declaration)

typeSamples :: Schema -> Declaration TypeDef -> Item
typeSamples schema declaration =
  Export
    []
    ( Constant
        name
        Nothing
        ( Satisfies
            (ListOf (map JsonValue closed))
            ( ArrayOf
                ( Named
                    ( "T."
                        <> name
                    )
                )
            )
        )
    )
  where
    name = typeName (definition declaration)
    (closed, _) =
      closedOpen (\openness -> matchType openness schema (definition declaration)) declaration

memberSamples :: Schema -> Text -> Text -> Declaration [Member] -> Item
memberSamples schema name type_ declaration =
  Export
    []
    (Constant name Nothing (Satisfies (ListOf (map JsonValue closed)) (ArrayOf (Named type_))))
  where
    (closed, _) =
      closedOpen (\openness -> matchMembers openness schema (definition declaration)) declaration

-- | Only types: what is open in a command or an answer is so through them.
openSamples :: Schema -> API -> Value
openSamples schema api =
  ListOf
    [ ObjectOf
        [ ("type", JsonValue (String (typeName (definition declaration)))),
          ("value", JsonValue value)
        ]
      | area <- apiTypes api,
        declaration <- areaItems area,
        value <-
          snd
            ( closedOpen
                ( \openness ->
                    matchType openness schema (definition declaration)
                )
                declaration
            )
    ]

-- | A command with its examples: the parameters that are written, and their text.
rendered :: Schema -> Declaration CommandDef -> Either [Problem] (CommandDef, [(Json, Text)])
rendered schema declaration = (,) def <$> traverse one closed
  where
    def = definition declaration
    (closed, _) = closedOpen (\openness -> matchParams openness schema def) declaration
    one value =
      (,) (written value)
        <$> first
          (pure . Problem (commandName def))
          (renderCommand schema def value)
    written = \case
      Object members ->
        Object [(name, v) | (name, v) <- members, name `notElem` map fst (commandUnwritten def)]
      other -> other

commandSamples :: (CommandDef, [(Json, Text)]) -> Item
commandSamples (def, values) =
  Export
    []
    ( Constant
        (commandName def)
        Nothing
        ( ListOf
            [ sample params text
              | (params, text) <- values
            ]
        )
    )
  where
    sample params text =
      ObjectOf
        [ ("params", Satisfies (JsonValue params) (Named ("CC." <> commandName def))),
          ("text", JsonValue (String text))
        ]
