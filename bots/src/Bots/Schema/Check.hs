-- | What must hold in a declaration beyond what the Haskell compiler checks.
module Bots.Schema.Check
  ( Problem (..),
    problems,
  )
where

import Bots.Schema
import Bots.Schema.CheckGrammar (grammarProblems, ownTextProblems, shorthandProblems)
import Bots.Schema.Problem (Problem (..))
import Bots.Syntax (grammarParams)
import Data.List (group, sort, (\\))
import Data.Text (Text)
import qualified Data.Text as T

-- | Everything that is wrong with a schema. None is the only good answer.
problems :: Schema -> [Problem]
problems schema =
  concat
    [ duplicates "type" (map typeName defs),
      duplicates "command" (map commandName (allCommands schema)),
      concatMap duplicateParts defs,
      duplicates "response" (map memberTag (responses schema)),
      duplicates "event" (map memberTag allEvents),
      danglingTypes,
      unusedTypes,
      answerProblems schema,
      concatMap typeDocProblems defs,
      concatMap commandDocProblems (allCommands schema),
      concatMap (memberDocProblems "response") (responses schema),
      concatMap (memberDocProblems "event") allEvents,
      concatMap originProblems defs,
      concatMap (grammarProblems schema) (allCommands schema),
      concatMap (shorthandProblems schema) (shorthands schema),
      concatMap (ownTextProblems schema) defs
    ]
  where
    defs = allTypes schema
    allEvents = concatMap areaItems (events schema)
    -- What refers to types from outside of them.
    roots =
      [(commandName c, f) | c <- allCommands schema, f <- commandParams c]
        <> [(memberTag m, f) | m <- responses schema <> allEvents, f <- memberFields m]
    uses = roots <> [(typeName d, f) | d <- defs, f <- shapeFields (typeShape d)]
    danglingTypes =
      [ Problem place ("refers to " <> name <> ", which is not declared")
        | (place, field) <- uses,
          name <- references (fieldType field),
          name `notElem` map typeName defs
      ]
    unusedTypes =
      [Problem (typeName d) "is declared but not used" | d <- defs, typeName d `notElem` reached]
    reached = reach [] (concatMap (references . fieldType . snd) roots)
    reach seen [] = seen
    reach seen (name : more)
      | name `elem` seen = reach seen more
      | otherwise =
        reach
          (name : seen)
          ( concat
              [ concatMap (references . fieldType) (shapeFields (typeShape d))
                | Just d <- [findType schema name]
              ]
              <> more
          )

duplicates :: Text -> [Text] -> [Problem]
duplicates what names =
  [Problem name ("is declared twice as a " <> what) | name : _ : _ <- group (sort names)]

duplicateParts :: TypeDef -> [Problem]
duplicateParts def = case typeShape def of
  Record fields -> duplicates ("field of " <> typeName def) (map fieldName fields)
  Enumeration _ values -> duplicates ("value of " <> typeName def) (map valueText values)
  Union members -> duplicates ("tag of " <> typeName def) (map memberTag members)

-- | Every response that a command names exists, and some command names every response.
answerProblems :: Schema -> [Problem]
answerProblems schema =
  [ Problem (commandName c) ("answers " <> tag <> ", which is no response")
    | c <- allCommands schema,
      tag <- commandResponses c,
      tag `notElem` known
  ]
    <> [ Problem (commandName c) "has no response"
         | c <- allCommands schema,
           null (commandResponses c)
       ]
    <> [ Problem tag "is the response of no command"
         | m <- responses schema,
           -- What only raw text leads to is beyond the reference.
           memberOrigin m == Documented,
           let tag = memberTag m,
           tag `notElem` concatMap commandResponses (allCommands schema)
       ]
  where
    known = map memberTag (responses schema)

typeDocProblems :: TypeDef -> [Problem]
typeDocProblems def =
  docProblems (typeName def) (Just (typeDoc def))
    <> unknownParts (typeName def) (typeParts def) (partNames (typeShape def))
    <> case typeShape def of
      Record fields -> concatMap (fieldDocProblems (typeName def)) fields
      Enumeration _ values ->
        concat [docProblems (typeName def <> "." <> valueText v) (valueDoc v) | v <- values]
      Union members -> concatMap (memberDocProblems (typeName def)) members

memberDocProblems :: Text -> Member -> [Problem]
memberDocProblems place m =
  docProblems path (memberDoc m) <> concatMap (fieldDocProblems path) (memberFields m)
  where
    path = place <> "." <> memberTag m

commandDocProblems :: CommandDef -> [Problem]
commandDocProblems def =
  docProblems (commandName def) (Just (commandDoc def))
    <> unknownParts (commandName def) (commandParts def) (map fieldName (commandParams def))
    <> concatMap (fieldDocProblems (commandName def)) (commandParams def)
    <> [ Problem
           (commandName def)
           ( "is documented as unable to write "
               <> name
               <> ", which is no parameter"
           )
         | (name, _) <- commandUnwritten def,
           name `notElem` map fieldName (commandParams def)
       ]
    <> [ Problem (commandName def) ("writes " <> name <> ", which is said to be unwritten")
         | (name, _) <- commandUnwritten def,
           name `elem` grammarParams (commandGrammar def)
       ]

-- | A field needs no documentation, but what it has must say something.
fieldDocProblems :: Text -> Field -> [Problem]
fieldDocProblems place field =
  maybe [] (docProblems (place <> "." <> fieldName field) . Just) (fieldDoc field)

docProblems :: Text -> Maybe Text -> [Problem]
docProblems place = \case
  Just doc
    | T.null (T.strip doc) -> [Problem place "has empty documentation"]
    | "*/" `T.isInfixOf` doc -> [Problem place "has documentation that ends a comment"]
    | not ("." `T.isSuffixOf` doc) ->
      [Problem place "has documentation that does not end with a full stop"]
    | otherwise -> []
  Nothing -> [Problem place "has no documentation"]

unknownParts :: Text -> [Text] -> [Text] -> [Problem]
unknownParts place documented known =
  duplicates ("documented part of " <> place) documented
    <> [ Problem place ("documents " <> part <> ", which it does not have")
         | part <- documented \\ known
       ]

partNames :: Shape -> [Text]
partNames = \case
  Record fields -> map fieldName fields
  Enumeration _ values -> map valueText values
  Union members ->
    concat [memberTag m : [memberTag m <> "." <> fieldName f | f <- memberFields m] | m <- members]

-- | What is marked as undocumented upstream must exist.
originProblems :: TypeDef -> [Problem]
originProblems def =
  [ Problem (typeName def) ("marks " <> part <> " as undocumented, which it does not have")
    | part <- typeUndocumented def,
      part `notElem` partNames (typeShape def)
  ]
