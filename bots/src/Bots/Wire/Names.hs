-- | Names on the wire, from the names of constructors.
module Bots.Wire.Names
  ( partName,
    wireName,
  )
where

import Bots.Declare (About (..))
import Data.Char (isUpper, toLower, toUpper)
import Data.Maybe (fromMaybe)
import Data.Text (Text)
import qualified Data.Text as T

-- | A constructor's name without the prefix that makes it unique: @ChatTypeDirect@ is @Direct@.
partName :: About -> Text -> Text -> Text
partName a typeName constructor =
  fromMaybe constructor (T.stripPrefix (fromMaybe typeName (aboutPrefix a)) constructor)

-- | The tag or value of a constructor.
wireName :: About -> Text -> Text -> Text
wireName a typeName constructor = fromMaybe (style name) (lookup name (aboutSpelled a))
  where
    name = partName a typeName constructor
    style = if aboutUpperCase a then upperSnake else lowerFirst

-- | @NoService@ to @noService@.
lowerFirst :: Text -> Text
lowerFirst t = T.map toLower (T.take 1 t) <> T.drop 1 t

-- | @NoService@ to @NO_SERVICE@.
upperSnake :: Text -> Text
upperSnake t = T.map toUpper (T.take 1 t <> T.concatMap split (T.drop 1 t))
  where
    split c
      | isUpper c = T.pack ['_', c]
      | otherwise = T.singleton c
