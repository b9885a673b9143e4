-- | A declared type or command with all that follows from it, so that checks and generators need
-- not
-- know the Haskell type.
module Bots.Declaration
  ( API (..),
    Declaration (..),
    declareType,
    declareCommand,
    declareMembers,
    joined,
    schemaOf,
  )
where

import Bots.Declare (Command)
import Bots.Json (Json)
import Bots.Schema
import Bots.Schema.Derive
import Bots.Syntax (Shorthand, takes)
import Bots.Wire
import Data.List (nub)
import qualified Data.List.NonEmpty as NonEmpty
import Data.Text (Text)
import Test.QuickCheck (Gen, oneof)

-- | The whole API.
data API = API
  { apiVersion :: Text,
    apiTypes :: [Area (Declaration TypeDef)],
    apiCommands :: [Area (Declaration CommandDef)],
    apiShorthands :: [Shorthand],
    apiResponses :: Declaration [Member],
    apiEvents :: Declaration [Member],
    -- | The tags of the events by what they are about.
    apiEventAreas :: [Area Text]
  }

data Declaration def = Declaration
  { definition :: def,
    -- | Encoded values: at least one of every constructor.
    examples :: [Json],
    -- | Any encoded value.
    anyExample :: Gen Json,
    -- | Decodes a value and encodes it again.
    reencode :: Json -> Either Text Json
  }

declareType :: forall a. (Derivable a, Wire a) => Declaration TypeDef
declareType = declare @a (typeDef @a) (NonEmpty.toList (samples (Hint (typeNameOf @a) Full)))

declareMembers :: forall a. (Derivable a, Wire a) => Declaration [Member]
declareMembers = declare @a (memberDefs @a) (NonEmpty.toList (samples (Hint (typeNameOf @a) Full)))

-- | Unions whose members are declared in parts, as one.
joined :: [Declaration [Member]] -> Declaration [Member]
joined parts =
  Declaration
    { definition = concatMap definition parts,
      examples = concatMap examples parts,
      anyExample = oneof (map anyExample parts),
      -- Each part refuses the tags of the others.
      reencode =
        \value -> foldr (firstRight . (`reencode` value)) (Left "is no member of any part") parts
    }
  where
    firstRight (Right value) _ = Right value
    firstRight (Left _) other = other

declareCommand :: forall a. (Derivable a, Wire a, Command a) => Declaration CommandDef
declareCommand = declared {examples = filter (commandGrammar def `takes`) (examples declared)}
  where
    def = commandDef @a
    declared = declare @a def variations

declare :: forall a def. Wire a => def -> [a] -> Declaration def
declare def values =
  Declaration
    { definition = def,
      examples = nub (map toJson values),
      anyExample = toJson <$> anyValue @a,
      reencode = fmap toJson . fromJson @a
    }

-- | The API as plain data.
schemaOf :: API -> Schema
schemaOf api =
  Schema
    { version = apiVersion api,
      types = map (fmap definition) (apiTypes api),
      commands = map (fmap definition) (apiCommands api),
      shorthands = apiShorthands api,
      responses = definition (apiResponses api),
      events = map (Area <$> areaName <*> concatMap tagged . areaItems) (apiEventAreas api)
    }
  where
    tagged tag = filter ((== tag) . memberTag) (definition (apiEvents api))
