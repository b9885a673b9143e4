{-# LANGUAGE DeriveFunctor #-}

-- | The API as plain data: what the generators and the checks read. It is derived from the Haskell
-- types of "Bots.API" and never written by hand.
module Bots.Schema
  ( Schema (..),
    shorthandsOf,
    Area (..),
    TypeDef (..),
    Shape (..),
    EnumWire (..),
    Field (..),
    EnumValue (..),
    Member (..),
    CommandDef (..),
    Network (..),
    Type (..),
    Origin (..),
    allTypes,
    allCommands,
    findType,
    references,
    shapeFields,
  )
where

import Bots.Syntax (Grammar, Shorthand (..))
import Data.List (find)
import Data.Text (Text)

data Schema = Schema
  { -- | The version of SimpleX Chat whose API this is.
    version :: Text,
    types :: [Area TypeDef],
    commands :: [Area CommandDef],
    -- | In the core's order, in which the first that reads a text is meant.
    shorthands :: [Shorthand],
    responses :: [Member],
    events :: [Area Member]
  }

-- | Declarations that belong together: one Haskell module, one TypeScript module, one chapter.
data Area a = Area
  { areaName :: Text,
    areaItems :: [a]
  }
  deriving (Functor)

-- | Whether the reference that SimpleX Chat publishes lists something.
data Origin = Documented | Undocumented
  deriving (Eq, Show)

data TypeDef = TypeDef
  { typeName :: Text,
    typeDoc :: Text,
    typeOrigin :: Origin,
    -- | The names of the parts that are documented.
    typeParts :: [Text],
    -- | The parts that are marked as undocumented.
    typeUndocumented :: [Text],
    typeShape :: Shape,
    -- | The grammar of the type's own text, where commands carry it as text.
    typeText :: Maybe Grammar
  }

data Shape
  = Record [Field]
  | -- | With 'Tagged', a value is an object with nothing but its tag.
    Enumeration EnumWire [EnumValue]
  | Union [Member]

data EnumWire
  = Plain
  | Tagged
  | -- | Any other string can arrive, too.
    Open
  deriving (Eq, Show)

data EnumValue = EnumValue
  { valueText :: Text,
    valueName :: Text,
    valueDoc :: Maybe Text,
    valueOrigin :: Origin
  }

-- | A member of a union: an object with the tag as its @type@ and the fields beside it.
data Member = Member
  { memberTag :: Text,
    memberName :: Text,
    memberDoc :: Maybe Text,
    memberOrigin :: Origin,
    -- | Represents every object that is none of the other members; on the wire it is that object.
    memberCatchAll :: Bool,
    memberFields :: [Field]
  }

data Field = Field
  { fieldName :: Text,
    fieldType :: Type,
    -- | Optional fields are left out, never null.
    fieldOptional :: Bool,
    fieldDoc :: Maybe Text
  }
  deriving (Eq, Show)

data Type
  = TBool
  | TString
  | TInt
  | TInt64
  | TWord32
  | TDouble
  | TUTCTime
  | TObject
  | -- | Any JSON.
    TJson
  | TRef Text
  | TArray Type
  | TNonEmpty Type
  | TMap Type
  | -- | An array with an element of each type.
    TTuple [Type]
  | -- | An element of a 'TTuple' that can be null.
    TNullable Type
  deriving (Eq, Show)

-- | What a command asks of the network.
data Network
  = -- | Nothing.
    NoNetwork
  | -- | The answer waits for servers.
    Interactive
  | -- | The answer comes at once, the rest happens later.
    Background
  deriving (Eq, Show)

data CommandDef = CommandDef
  { commandName :: Text,
    commandDoc :: Text,
    commandOrigin :: Origin,
    -- | The names of the parameters that are documented.
    commandParts :: [Text],
    commandNetwork :: Network,
    commandParams :: [Field],
    -- | Parameters that no syntax can carry, each with the reason.
    commandUnwritten :: [(Text, Text)],
    commandGrammar :: Grammar,
    -- | Tags of the responses.
    commandResponses :: [Text]
  }

allTypes :: Schema -> [TypeDef]
allTypes = concatMap areaItems . types

allCommands :: Schema -> [CommandDef]
allCommands = concatMap areaItems . commands

-- | The texts for people that the core reads as a command.
shorthandsOf :: Schema -> CommandDef -> [Shorthand]
shorthandsOf schema def = filter ((== commandName def) . shorthandCommand) (shorthands schema)

findType :: Schema -> Text -> Maybe TypeDef
findType schema name = find ((== name) . typeName) (allTypes schema)

-- | The names of the types that a type is made of.
references :: Type -> [Text]
references = \case
  TRef name -> [name]
  TArray t -> references t
  TNonEmpty t -> references t
  TMap t -> references t
  TTuple parts -> concatMap references parts
  TNullable t -> references t
  _ -> []

shapeFields :: Shape -> [Field]
shapeFields = \case
  Record fields -> fields
  Enumeration _ _ -> []
  Union members -> concatMap memberFields members
