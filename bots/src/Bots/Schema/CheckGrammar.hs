-- | Whether a command's grammar goes together with its parameters: it names only fields that exist,
-- writes each of them, and writes each in a way that suits its type.
module Bots.Schema.CheckGrammar
  ( grammarProblems,
    shorthandProblems,
    ownTextProblems,
  )
where

import Bots.Schema
import Bots.Schema.Problem (Problem (..))
import Bots.Syntax
  ( Codec (..),
    Grammar (..),
    Node (..),
    Reading (..),
    Shorthand (..),
    grammarParams,
  )
import Data.List (find, tails, (\\))
import Data.Text (Text)
import qualified Data.Text as T

grammarProblems :: Schema -> CommandDef -> [Problem]
grammarProblems schema def =
  map (Problem (commandName def)) $
    ["does not begin with a slash" | not (beginsWithSlash (commandGrammar def))]
      <> unused (map fieldName written) (commandGrammar def)
      <> nodesProblems (Scope schema written [] True) (commandGrammar def)
  where
    written = filter ((`notElem` map fst (commandUnwritten def)) . fieldName) (commandParams def)

-- | What a shorthand gives and what it reads of a parameter must suit the command.
shorthandProblems :: Schema -> Shorthand -> [Problem]
shorthandProblems schema (Shorthand command grammar given) =
  case find ((== command) . commandName) (allCommands schema) of
    Nothing -> [Problem command "has a shorthand, but is not declared"]
    Just def ->
      map (Problem command) $
        [ "has a shorthand that gives "
            <> field
            <> ", which is no parameter"
          | field <- map fst given \\ map fieldName (commandParams def)
        ]
          <> concatMap (codecs def) (grammarNodes grammar)
  where
    codecs def = \case
      Param field codec
        | Just f <- find ((== field) . fieldName) (commandParams def),
          codec `notElem` onlyRead && not (suits schema codec (fieldType f)) ->
          ["has a shorthand that reads " <> field <> " as " <> T.pack (show codec)]
      _ -> []

-- | The codecs that no builder writes.
onlyRead :: [Codec]
onlyRead = [AsName, AsNames, AsEnclosed, AsMessage, AsQuote, AsDigits, AsPassword]

beginsWithSlash :: Grammar -> Bool
beginsWithSlash = \case
  Grammar (Literal written others : _) -> all ("/" `T.isPrefixOf`) (written : others)
  Grammar (Optional _ _ inner other : _) -> beginsWithSlash inner && beginsWithSlash other
  _ -> False

unused :: [Text] -> Grammar -> [Text]
unused fields grammar = ["never writes " <> field | field <- fields \\ grammarParams grammar]

-- | Whether the grammar of a type's own text, where it has one, suits the type.
ownTextProblems :: Schema -> TypeDef -> [Problem]
ownTextProblems schema def = map (Problem (typeName def)) $ case (typeText def, typeShape def) of
  (Just grammar, Record fields) ->
    unused (map fieldName fields) grammar <> nodesProblems (Scope schema fields [] False) grammar
  (Just (Grammar [Values texts]), Enumeration _ values) ->
    -- A value beyond the reference may be one that no command names.
    [ "has no text for " <> v
      | v <- map valueText (filter ((== Documented) . valueOrigin) values) \\ map fst texts
    ]
      <> [ "has a text for "
             <> v
             <> ", which is no value"
           | v <- map fst texts \\ map valueText values
         ]
  (Just (Grammar [Cases branches]), Union members) ->
    ["has no text for " <> tag | tag <- map memberTag members \\ map fst branches]
      <> concat
        [ unused (map fieldName (memberFields m)) inner
            <> nodesProblems (Scope schema (memberFields m) [] False) inner
          | m <- members,
            Just inner <- [lookup (memberTag m) branches]
        ]
  (Just _, _) -> ["has a text that does not suit its kind"]
  (Nothing, _) -> []

-- | The place of a node: the fields it may name, those that are surely given there, and whether the
-- end of this grammar is the end of the command.
data Scope = Scope
  { scopeSchema :: Schema,
    scopeFields :: [Field],
    scopeGiven :: [Text],
    scopeAtEnd :: Bool
  }

nodesProblems :: Scope -> Grammar -> [Text]
nodesProblems scope (Grammar nodes) =
  concat
    [ nodeProblems scope {scopeAtEnd = scopeAtEnd scope && null later} node
      | node : later <- tails nodes
    ]

nodeProblems :: Scope -> Node -> [Text]
nodeProblems scope = \case
  Literal written others ->
    ["writes an empty text" | T.null written] <> ["reads an empty text" | any T.null others]
  Param field codec -> withField field $ \f ->
    [ "writes " <> field <> ", which may be absent"
      | fieldOptional f
          && field `notElem` scopeGiven scope
    ]
      <> [ "writes "
             <> field
             <> " as "
             <> T.pack (show codec)
             <> ", which does not suit its type"
           | not (suits (scopeSchema scope) codec (fieldType f))
         ]
      <> [ "writes " <> field <> " to the end, but more follows"
           | codec == AsRest
               && not (scopeAtEnd scope)
         ]
  Flag {flagField} -> withField flagField mustBeBoolean
  Optional field condition inner other -> withField field $ \f ->
    ["leaves out " <> field <> ", which is never absent" | not (fieldOptional f)]
      <> maybe [] conditionProblems condition
      <> nodesProblems scope {scopeGiven = field : scopeGiven scope} inner
      <> nodesProblems scope other
  When fields yes no ->
    concatMap (`withField` mustBeBoolean) fields
      <> nodesProblems scope yes
      <> nodesProblems scope no
  Spelled written readings ->
    nodesProblems scope written <> concatMap (readingProblems scope written) readings
  AnyOf _ -> ["writes nothing where a shorthand only reads"]
  NotAhead _ -> ["writes nothing where a shorthand only reads"]
  Cases _ -> ["chooses by a tag outside of a union's text"]
  Values _ -> ["chooses by a value outside of an enumeration's text"]
  where
    withField name check =
      maybe
        [ "names "
            <> name
            <> ", which it does not have"
        ]
        check
        (find ((== name) . fieldName) (scopeFields scope))
    conditionProblems (name, allowed) = withField name $ \f -> case fieldType f of
      TRef type_
        | Just
            TypeDef
              { typeShape =
                  Enumeration Plain known
              } <-
            findType (scopeSchema scope) type_ ->
          [ "asks for "
              <> value
              <> ", which "
              <> name
              <> " cannot be"
            | value <- allowed \\ map valueText known
          ]
      _ -> ["asks for a value of " <> name <> ", which is no enumeration"]
    mustBeBoolean f =
      ["treats " <> fieldName f <> " as a boolean" | fieldType f /= TBool || fieldOptional f]

-- | A spelling that is only read must give every field that the written one would have, and name
-- nothing but fields and what it captured.
readingProblems :: Scope -> Grammar -> Reading -> [Text]
readingProblems scope written (Reading grammar given) =
  [ "gives "
      <> name
      <> ", which it does not have"
    | name <- map fst given \\ map fieldName (scopeFields scope)
  ]
    <> [ "does not give "
           <> name
           <> " in one of its spellings"
         | name <- (grammarParams written \\ grammarParams grammar) \\ map fst given,
           required name
       ]
  where
    required name =
      maybe False (not . fieldOptional) (find ((== name) . fieldName) (scopeFields scope))

suits :: Schema -> Codec -> Type -> Bool
suits schema codec type_ = case (codec, type_) of
  (AsNumber, _) -> type_ `elem` [TInt, TInt64, TWord32]
  (AsNumbers, TNonEmpty t) -> suits schema AsNumber t
  (AsWord, TRef name)
    | Just TypeDef {typeShape = Enumeration Open _} <- findType schema name ->
      True
  (AsWord, _) -> type_ `elem` [TString, TUTCTime]
  (AsWords, TNonEmpty t) -> suits schema AsWord t
  (AsName, _) -> type_ == TString
  (AsDigits, _) -> type_ == TString
  (AsChoiceOf texts, TRef name)
    | Just TypeDef {typeShape = Enumeration wire known} <- findType schema name ->
      wire /= Tagged && all ((`elem` map valueText known) . fst) texts
  (AsTexts _, TNonEmpty t) -> suits schema AsText t
  (AsMenu, TNonEmpty (TRef name)) -> name == "ChatBotCommand"
  (AsCryptoFile, TRef name) -> name == "CryptoFile"
  (AsLink, _) -> type_ == TString
  (AsImage, _) -> type_ == TString
  (AsRest, _) -> type_ == TString
  (AsSwitch, _) -> type_ == TBool
  (AsChoice, TRef name)
    | Just TypeDef {typeShape = Enumeration Plain _} <- findType schema name ->
      True
  (AsJson, _) -> True
  (AsText, TRef name) | Just TypeDef {typeText = Just _} <- findType schema name -> True
  _ -> False
