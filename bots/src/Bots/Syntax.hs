-- | The grammar of a command's text: a small expression beside the command's record. It says how
-- the text is written, and which other spellings of it the core reads.
--
-- > "/_send " <> text "sendRef" <> flag " live=" "liveMessage" <> " json " <> json
-- "composedMessages"
module Bots.Syntax
  ( Grammar (..),
    Node (..),
    Codec (..),
    Reading (..),
    Shorthand (..),
    Condition,

    -- * Writing a grammar
    spelledToo,
    number,
    numbers,
    word,
    link,
    picture,
    rest,
    switch,
    choice,
    choiceOf,
    json,
    text,
    textsBy,
    wordsOf,
    menu,
    cryptoFile,
    flag,
    flagUnlessOff,
    bareFlag,
    optional,
    optionalFor,
    optionalOr,
    cases,
    values,
    whenAll,
    alsoReads,
    captured,

    -- * Writing a shorthand
    shorthand,
    named,
    namedAll,
    enclosedName,
    messageText,
    quotedText,
    codeDigits,
    passwordText,
    anyOf,
    notAhead,
    orElse,
    reading,

    -- * Reading a grammar
    grammarParams,
    capturedNames,
    takes,
  )
where

import Bots.Json (Json)
import qualified Bots.Json as Json
import Data.List (nub)
import Data.String (IsString (..))
import Data.Text (Text)

newtype Grammar = Grammar {grammarNodes :: [Node]}
  deriving (Eq, Show)

instance Semigroup Grammar where
  Grammar a <> Grammar b = Grammar (a <> b)

instance Monoid Grammar where
  mempty = Grammar []

instance IsString Grammar where
  fromString s = one (Literal (fromString s) [])

data Node
  = -- | A text, and other spellings of it that are read.
    Literal Text [Text]
  | -- | The value of a field.
    Param Text Codec
  | -- | A boolean that is written only when it differs from its default: the text, then @on@ or
    -- @off@. A bare flag is its text alone.
    Flag
      { flagField :: Text,
        flagText :: Text,
        flagDefault :: Bool,
        flagBare :: Bool,
        flagReads :: [Text]
      }
  | -- | Written when the field is given, and else the second grammar. It may be given only while
    -- another field has one of some values, if there is such a condition.
    Optional Text (Maybe Condition) Grammar Grammar
  | -- | By the tag of a union.
    Cases [(Text, Grammar)]
  | -- | By the value of an enumeration.
    Values [(Text, Text)]
  | -- | The first grammar when all these booleans are true, else the second.
    When [Text] Grammar Grammar
  | -- | The grammar that is written, and others that are only read.
    Spelled Grammar [Reading]
  | -- | Only in what is never written: the first of these that reads on.
    AnyOf [Reading]
  | -- | Only in what is never written: this text must not follow.
    NotAhead Text
  deriving (Eq, Show)

-- | A field, and those of its values that meet the condition.
type Condition = (Text, [Text])

-- | How the value of a field is written in the text.
data Codec
  = -- | A whole number from 0, in decimal.
    AsNumber
  | -- | A non-empty list of numbers, joined by commas.
    AsNumbers
  | -- | A non-empty text without white space.
    AsWord
  | -- | A link without white space: it begins with @simplex:@ or @https:@.
    AsLink
  | -- | A picture as the data URI of a PNG or JPEG image.
    AsImage
  | -- | A non-empty text up to the end of the command, without line breaks or blanks at its edges.
    AsRest
  | -- | A boolean as @on@ or @off@.
    AsSwitch
  | -- | The wire value of an enumeration.
    AsChoice
  | -- | The text of a value of an enumeration, for those values that the core takes here.
    AsChoiceOf [(Text, Text)]
  | -- | A non-empty list of texts without white space, joined by blanks.
    AsWords
  | -- | A non-empty list of values whose type has a text of its own, joined by this.
    AsTexts Text
  | -- | The menu of a bot's commands, as in @'Help':\/help,'More':{'About':\/about us}@.
    AsMenu
  | -- | The path of a file to the end, after the key and the nonce of an encrypted file.
    AsCryptoFile
  | -- | JSON text.
    AsJson
  | -- | The text that the field's type has of its own.
    AsText
  | -- | A display name up to white space or a comma, or in single quotes.
    AsName
  | -- | Digits and blanks.
    AsDigits
  | -- | Only read: such names joined by commas, each perhaps after an @\@@.
    AsNames
  | -- | Only read: a JSON string, or text as it is, to the end.
    AsMessage
  | -- | Only read: text in parentheses, and a blank after it.
    AsQuote
  | -- | Only read: such a name before a closing parenthesis.
    AsEnclosed
  | -- | Only read: a JSON string to the end, or text up to a blank.
    AsPassword
  deriving (Eq, Show)

-- | A spelling that is only read. It gives some fields these values, in which 'captured'
-- represents what was read as a parameter.
data Reading = Reading Grammar [(Text, Json)]
  deriving (Eq, Show)

-- | A text for people that the core reads as a command: it names chats and members, means the
-- active user or finds a message by its words. It gives some parameters these values; the core
-- looks
-- up the others.
data Shorthand = Shorthand
  { shorthandCommand :: Text,
    shorthandGrammar :: Grammar,
    shorthandGives :: [(Text, Json)]
  }
  deriving (Eq, Show)

one :: Node -> Grammar
one node = Grammar [node]

-- | A text that is also read in other spellings.
spelledToo :: Text -> [Text] -> Grammar
spelledToo written = one . Literal written

number,
  numbers,
  word,
  link,
  picture,
  wordsOf,
  rest,
  switch,
  choice,
  json,
  text,
  menu,
  cryptoFile ::
    Text ->
    Grammar
number field = one (Param field AsNumber)
numbers field = one (Param field AsNumbers)
word field = one (Param field AsWord)
link field = one (Param field AsLink)
picture field = one (Param field AsImage)
wordsOf field = one (Param field AsWords)
rest field = one (Param field AsRest)
switch field = one (Param field AsSwitch)
choice field = one (Param field AsChoice)
json field = one (Param field AsJson)
text field = one (Param field AsText)
menu field = one (Param field AsMenu)
cryptoFile field = one (Param field AsCryptoFile)

-- | Some values of an enumeration, each with its text.
choiceOf :: [(Text, Text)] -> Text -> Grammar
choiceOf texts field = one (Param field (AsChoiceOf texts))

-- | The own texts of the elements, joined by this.
textsBy :: Text -> Text -> Grammar
textsBy separator field = one (Param field (AsTexts separator))

-- | @flag " live=" "liveMessage"@ writes @ live=on@ when the field is true, else nothing.
flag :: Text -> Text -> Grammar
flag written field = one (Flag field written False False [])

-- | Writes the text and @off@ when the field is false, else nothing.
flagUnlessOff :: Text -> Text -> Grammar
flagUnlessOff written field = one (Flag field written True False [])

-- | Writes the text alone when the field is true, and reads other spellings of it.
bareFlag :: Text -> [Text] -> Text -> Grammar
bareFlag written others field = one (Flag field written False True others)

optional :: Text -> Grammar -> Grammar
optional field inner = one (Optional field Nothing inner mempty)

-- | As 'optional', but only while the condition is met.
optionalFor :: Condition -> Text -> Grammar -> Grammar
optionalFor condition field inner = one (Optional field (Just condition) inner mempty)

-- | The first grammar when the field is given, else the second.
optionalOr :: Text -> Grammar -> Grammar -> Grammar
optionalOr field yes = one . Optional field Nothing yes

cases :: [(Text, Grammar)] -> Grammar
cases = one . Cases

values :: [(Text, Text)] -> Grammar
values = one . Values

whenAll :: [Text] -> Grammar -> Grammar -> Grammar
whenAll fields yes no = one (When fields yes no)

alsoReads :: Grammar -> [Reading] -> Grammar
alsoReads written = one . Spelled written

-- | A shorthand of a command that gives no parameters but those that it reads.
shorthand :: Text -> Grammar -> Shorthand
shorthand command grammar = Shorthand command grammar []

named, namedAll, enclosedName, messageText, quotedText, codeDigits, passwordText :: Text -> Grammar
named field = one (Param field AsName)
namedAll field = one (Param field AsNames)
enclosedName field = one (Param field AsEnclosed)
messageText field = one (Param field AsMessage)
quotedText field = one (Param field AsQuote)
codeDigits field = one (Param field AsDigits)
passwordText field = one (Param field AsPassword)

-- | The first of these grammars that reads on.
anyOf :: [Reading] -> Grammar
anyOf = one . AnyOf

-- | Reads nothing, and nothing on when this text follows.
notAhead :: Text -> Grammar
notAhead = one . NotAhead

-- | The grammar when it is there, or else these values.
orElse :: Grammar -> [(Text, Json)] -> Grammar
orElse grammar given = anyOf [Reading grammar [], Reading mempty given]

-- | A grammar that gives these values.
reading :: Grammar -> [(Text, Json)] -> Reading
reading = Reading

-- | In the values of a 'Reading': what was read as this parameter.
captured :: Text -> Json
captured name = Json.Object [("captured", Json.String name)]

-- | The fields that the written text carries, each once.
grammarParams :: Grammar -> [Text]
grammarParams = nub . concatMap nodeParams . grammarNodes
  where
    nodeParams = \case
      Literal _ _ -> []
      Param field _ -> [field]
      Flag {flagField} -> [flagField]
      Optional field _ inner other -> field : grammarParams inner <> grammarParams other
      Cases branches -> concatMap (grammarParams . snd) branches
      Values _ -> []
      When fields yes no -> fields <> grammarParams yes <> grammarParams no
      Spelled written _ -> grammarParams written
      AnyOf _ -> []
      NotAhead _ -> []

-- | The names that a grammar reads in any of its spellings, each once.
capturedNames :: Grammar -> [Text]
capturedNames = nub . concatMap nodeNames . grammarNodes
  where
    nodeNames = \case
      Optional field _ inner other -> field : capturedNames inner <> capturedNames other
      Cases branches -> concatMap (capturedNames . snd) branches
      When fields yes no -> fields <> capturedNames yes <> capturedNames no
      Spelled written readings -> capturedNames written <> concatMap readingNames readings
      AnyOf readings -> concatMap readingNames readings
      node -> grammarParams (Grammar [node])
    readingNames (Reading grammar given) = capturedNames grammar <> map fst given

-- | Whether a grammar has a text for all values of enumerations in these parameters.
takes :: Grammar -> Json -> Bool
takes grammar params = all node (grammarNodes grammar)
  where
    node = \case
      Param field (AsChoiceOf texts) -> case Json.member field params of
        Just (Json.String value) -> value `elem` map fst texts
        _ -> True
      Param field AsMenu -> maybe True noEmptyMenu (Json.member field params)
      Optional _ _ inner other -> inner `takes` params && other `takes` params
      Spelled written _ -> written `takes` params
      _ -> True
    noEmptyMenu = \case
      Json.Array entries -> not (null entries) && all noEmptyMenu entries
      entry -> maybe True noEmptyMenu (Json.member "commands" entry)
