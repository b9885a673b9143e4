-- | TypeScript declarations as a tree. It has just what the wire types need.
module Bots.Generate.TypeScript.Syntax
  ( Module (..),
    Import (..),
    Item (..),
    Declaration (..),
    Property (..),
    TypeExpr (..),
    Value (..),
  )
where

import Bots.Json (Json)
import Data.Text (Text)

data Module = Module
  { moduleImports :: [Import],
    moduleItems :: [Item]
  }

data Import
  = -- | @import type { A, B } from "./x.ts"@
    ImportTypes [Text] Text
  | -- | @import type * as A from "./x.ts"@
    ImportNamespace Text Text

data Item
  = -- | An exported declaration with its documentation (paragraphs).
    Export [Text] Declaration
  | -- | @export type * from "./x.ts"@
    ReExport Text

data Declaration
  = Interface Text [Property]
  | Alias Text TypeExpr
  | Namespace Text [Item]
  | Constant Text Value

data Property = Property
  { propertyDoc :: Maybe Text,
    propertyName :: Text,
    propertyOptional :: Bool,
    propertyType :: TypeExpr
  }

data TypeExpr
  = Named Text
  | LiteralString Text
  | UnionOf [TypeExpr]
  | ArrayOf TypeExpr
  | NonEmptyOf TypeExpr
  | RecordOf TypeExpr
  | -- | @X["type"]@
    Indexed TypeExpr Text

data Value
  = JsonValue Json
  | ListOf [Value]
  | ObjectOf [(Text, Value)]
  | -- | @value satisfies T@
    Satisfies Value TypeExpr
