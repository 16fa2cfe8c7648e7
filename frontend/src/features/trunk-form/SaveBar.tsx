import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../shared/api/problem';
import { useProblemTexts } from '../../shared/i18n/problems';
import type { Trunk } from './draft';
import classes from './TrunkForm.module.css';

type Props = { saved: Trunk | undefined; isDirty: boolean; isSaving: boolean; problem: ProblemError | undefined };

/** Stays in view: whether something is unsaved, why the last save did not work, and Save. */
export function SaveBar({ saved, isDirty, isSaving, problem }: Props) {
  const { t } = useTranslation('trunk-form');
  const { t: shared } = useTranslation('shared');
  const texts = useProblemTexts();
  return (
    <div className={classes.bar}>
      <Text size="sm" c={problem ? 'var(--mantine-color-error)' : 'dimmed'} className={classes.state}>
        {problem ? texts.title(problem) : t(isDirty ? 'state.dirty' : 'state.clean')}
      </Text>
      {saved ? (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId: saved.trunkId }} {...props} />
          )}
        >
          {shared('cancel')}
        </Button>
      ) : (
        <Button variant="default" renderRoot={(props) => <Link to="/admin-settings/egress-trunks" {...props} />}>
          {shared('cancel')}
        </Button>
      )}
      <Button type="submit" loading={isSaving}>
        {t('save')}
      </Button>
    </div>
  );
}
