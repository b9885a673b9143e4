export { field, type FieldOptions } from "../messages/forms/fields.ts"
export {
  type Field,
  FieldError,
  type FormAnswer,
  type FormFields,
  type FormFile,
  type FormValues,
} from "../messages/forms/field.ts"
export type { FormOptions, FormStorage } from "../messages/forms/run-form.ts"
