import type { ReactNode } from 'react';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';

/** What every control of a form takes. */
export type ControlProps<T extends FieldValues> = {
  name: FieldPath<T>;
  control: Control<T>;
  label: string;
  /** What happens by it; stands below the field. */
  help?: ReactNode;
  isRequired?: boolean;
  isDisabled?: boolean;
};

/** Label, field, what is wrong with it, what it does: in this order. */
export const ORDER: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];
