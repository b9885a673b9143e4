-- | The reference renderer: the text of a command, from its encoded parameters and its grammar.
module Bots.Syntax.Render
  ( renderCommand,
  )
where

import Bots.Json (Json (..), kind, member, render)
import Bots.Schema
import Bots.Syntax (Codec (..), Grammar (..), Node (..))
import Data.List (find)
import Data.Text (Text)
import qualified Data.Text as T

-- | The text, or what in the grammar or the parameters does not go together.
renderCommand :: Schema -> CommandDef -> Json -> Either Text Text
renderCommand schema def = renderWith schema (commandParams def) (commandGrammar def)

renderWith :: Schema -> [Field] -> Grammar -> Json -> Either Text Text
renderWith schema fields grammar self = T.concat <$> traverse node (grammarNodes grammar)
  where
    node = \case
      Literal written _ -> Right written
      Param field codec -> value field >>= renderParam schema (typeOf field) codec
      Flag {flagField, flagText, flagDefault, flagBare} -> do
        on <- boolean flagField
        Right (if on == flagDefault then "" else flagText <> (if flagBare then "" else onOff on))
      Optional field condition inner other -> case member field self of
        Just _ | maybe True met condition -> again inner
        Just _ -> Left (field <> " must not be given here")
        Nothing -> again other
      Cases branches -> do
        tag <- value "type" >>= string
        inner <- maybe (Left ("no text for " <> tag)) Right (lookup tag branches)
        again inner
      Values texts -> do
        key <- string self
        maybe (Left ("no text for " <> key)) Right (lookup key texts)
      When names yes no -> do
        all_ <- and <$> traverse boolean names
        again (if all_ then yes else no)
      Spelled written _ -> again written
      AnyOf _ -> Left "only reads here"
      NotAhead _ -> Left "only reads here"
    met (field, allowed) = member field self `elem` map (Just . String) allowed
    again inner = renderWith schema fields inner self
    value field = maybe (Left (field <> " is missing")) Right (member field self)
    boolean field =
      value field >>= \case
        Bool b -> Right b
        other -> Left (field <> " is " <> kind other)
    typeOf field = fieldType <$> find ((== field) . fieldName) fields

renderParam :: Schema -> Maybe Type -> Codec -> Json -> Either Text Text
renderParam schema type_ codec json = case (codec, json) of
  (AsNumber, Number _) -> Right (render json)
  (AsNumbers, Array items) ->
    T.intercalate "," <$> traverse (renderParam schema type_ AsNumber) items
  (AsWord, _) -> string json
  (AsLink, _) -> string json
  (AsImage, _) -> string json
  (AsRest, _) -> string json
  (AsSwitch, Bool b) -> Right (onOff b)
  (AsChoice, _) -> string json
  (AsChoiceOf texts, _) ->
    string json >>= \value ->
      maybe (Left (value <> " is not taken here")) Right (lookup value texts)
  (AsWords, Array items) -> T.unwords <$> traverse string items
  (AsTexts separator, Array items) ->
    T.intercalate separator <$> traverse (ownText schema element) items
  (AsMenu, Array items) -> T.intercalate "," <$> traverse menuEntry items
  (AsCryptoFile, _) -> cryptoFileText json
  (AsName, _) -> quoted <$> string json
  (AsDigits, _) -> string json
  (AsJson, _) -> Right (render json)
  (AsText, _) -> ownText schema type_ json
  _ -> Left ("cannot write " <> kind json)
  where
    element = case type_ of
      Just (TNonEmpty t) -> Just t
      _ -> Nothing

-- | The text that a type has of its own.
ownText :: Schema -> Maybe Type -> Json -> Either Text Text
ownText schema type_ json = do
  name <- case type_ of
    Just (TRef name) -> Right name
    _ -> Left "no type with a text"
  def <- maybe (Left ("no type " <> name)) Right (findType schema name)
  grammar <- maybe (Left (name <> " has no text")) Right (typeText def)
  renderWith schema (shapeFields (typeShape def)) grammar json

-- | An entry of the menu of a bot's commands.
menuEntry :: Json -> Either Text Text
menuEntry entry = do
  label <- part "label" >>= string
  body <- case member "commands" entry of
    Just (Array entries) ->
      (\inner -> "{" <> T.intercalate "," inner <> "}") <$> traverse menuEntry entries
    _ -> do
      keyword <- part "keyword" >>= string
      params <- maybe (Right "") (fmap (" " <>) . string) (member "params" entry)
      Right ("/" <> keyword <> params)
  Right ("'" <> label <> "':" <> body)
  where
    part name = maybe (Left (name <> " is missing")) Right (member name entry)

-- | The path of a file, after its key and nonce: each begins with a blank of its own.
cryptoFileText :: Json -> Either Text Text
cryptoFileText file = do
  path <- field "filePath" file
  case member "cryptoArgs" file of
    Nothing -> Right path
    Just args -> do
      key <- field "fileKey" args
      nonce <- field "fileNonce" args
      Right (" key=" <> key <> "  nonce=" <> nonce <> path)
  where
    field name value = maybe (Left (name <> " is missing")) string (member name value)

-- | A display name, in quotes where it has blanks or commas.
quoted :: Text -> Text
quoted name = if T.any (`elem` [' ', ',']) name then "'" <> name <> "'" else name

string :: Json -> Either Text Text
string = \case
  String s -> Right s
  other -> Left ("cannot write " <> kind other)

onOff :: Bool -> Text
onOff b = if b then "on" else "off"
