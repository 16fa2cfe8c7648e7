import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import type { Kind } from './kinds';
import { VariableForm } from './VariableForm';

export type VariableDialogProps = {
  isOpen: boolean;
  /** Whose value shall be another; undefined: a variable is created. */
  variable?: Schemas['Variable'];
  /** What a new variable may hold; the first is proposed. Without it: anything. */
  kinds?: readonly Kind[];
  /** With what was stored; values of secrets are not in it. */
  onSaved: (variable: Schemas['Variable']) => void;
  onClose: () => void;
};

/** Creates a team variable, or gives one another value. What is typed is forgotten when the dialog closes. */
export function VariableDialog({ isOpen, variable, kinds, onSaved, onClose }: VariableDialogProps) {
  const { t } = useTranslation('variable-form');
  const { t: shared } = useTranslation('shared');
  const title = !variable
    ? t('dialog.new')
    : t(variable.type === 'text' ? 'dialog.edit' : 'dialog.replace', { name: variable.name });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': shared('close') }}
      closeOnClickOutside={false}
    >
      <VariableForm variable={variable} kinds={kinds} onSaved={onSaved} onClose={onClose} />
    </Modal>
  );
}
