-- | TypeScript declarations as a tree, with just what the generated modules need.
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
  | -- | @import { a, b } from "./x.ts"@
    ImportValues [Text] Text
  | -- | @import type * as A from "./x.ts"@
    ImportNamespace Text Text

data Item
  = -- | An exported declaration with its documentation (paragraphs).
    Export [Text] Declaration
  | -- | @export * from "./x.ts"@
    ReExport Text
  | -- | @export type * from "./x.ts"@
    ReExportTypes Text

data Declaration
  = Interface Text [Property]
  | Alias Text TypeExpr
  | Namespace Text [Item]
  | -- | A constant, with its type where the value does not imply it.
    Constant Text (Maybe TypeExpr) Value

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
  | TupleOf [TypeExpr]
  | RecordOf TypeExpr
  | -- | @X["type"]@
    Indexed TypeExpr Text
  | -- | @X<T>@
    Applied Text TypeExpr

data Value
  = JsonValue Json
  | ListOf [Value]
  | -- | An object on one line.
    ObjectOf [(Text, Value)]
  | -- | An object with one member a line, each with its documentation.
    MembersOf [(Maybe Text, Text, Value)]
  | -- | @value satisfies T@
    Satisfies Value TypeExpr
  | -- | @value as const@
    AsConst Value
  | Variable Text
  | -- | @f(a, b)@
    Call Text [Value]
  | -- | @/* \@__PURE__ *\/ value@: a bundler may drop it when nothing uses it.
    Pure Value
  | -- | @(a) => value@
    Arrow [Text] Value
