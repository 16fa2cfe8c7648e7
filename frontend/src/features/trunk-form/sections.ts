import type { Control } from 'react-hook-form';
import type { Draft, Trunk } from './draft';

/** What each section of the form gets. */
export type SectionProps = {
  control: Control<Draft>;
  /** The trunk as it is stored; undefined: it is a new one. */
  saved: Trunk | undefined;
  isDisabled: boolean;
};
