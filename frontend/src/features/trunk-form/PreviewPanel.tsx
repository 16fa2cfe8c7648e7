import { Loader, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../shared/api/problem';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import type { Draft, FieldName } from './draft';
import { FIELDS } from './fields';
import { PreviewPicture } from './PreviewPicture';
import classes from './Preview.module.css';
import type { Preview } from './usePreview';

const MOST_NUMBERS = 50;

/** Beside the form: what the carrier will get, in the server's words. */
export function PreviewPanel({ control, preview }: { control: Control<Draft>; preview: Preview }) {
  const { t } = useTranslation('trunk-form');
  const draft = useWatch({ control }) as Draft;
  const { shown, problem, number } = preview;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="preview-title">
      <Stack gap="sm">
        <div>
          <h2 id="preview-title" className={classes.heading}>
            {t('preview.title')}
          </h2>
          <Text size="xs" c="dimmed">
            {t('preview.about')}
          </Text>
        </div>
        {number !== undefined && (
          <NativeSelect
            size="xs"
            label={t('preview.for')}
            value={number}
            onChange={(event) => preview.choose(event.currentTarget.value)}
            data={[...new Set([number, ...draft.baseNumbers.slice(0, MOST_NUMBERS)])]}
          />
        )}
        <div role="status">{problem && <WhatIsMissing problem={problem} hasPicture={shown !== undefined} />}</div>
        {problem && problem.violations.length === 0 && <ProblemAlert problem={problem} onRetry={preview.retry} />}
        {!shown && !problem && <Loader size="sm" aria-label={t('preview.waiting')} />}
        {shown && (
          <div className={classes.picture} data-old={problem ? '' : undefined}>
            <PreviewPicture preview={shown} draft={draft} />
          </div>
        )}
      </Stack>
    </Paper>
  );
}

const fieldAt = (pointer: string) => pointer.split('/')[2] as FieldName;

function WhatIsMissing({ problem, hasPicture }: { problem: ProblemError; hasPicture: boolean }) {
  const { t, i18n } = useTranslation('trunk-form');
  const fieldsOf = (isMissing: boolean) => {
    const those = problem.violations
      .filter(({ code }) => (code === 'required') === isMissing)
      .map(({ pointer }) => fieldAt(pointer));
    return [...new Set(those.filter((name) => name in FIELDS))].map((name) => t(`field.${name}`));
  };
  const and = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const [missing, wrong] = [fieldsOf(true), fieldsOf(false)];
  if (missing.length + wrong.length === 0) return null;
  return (
    <Text size="sm" className={classes.missing}>
      {missing.length > 0 && t('preview.fill', { fields: and.format(missing) })}{' '}
      {wrong.length > 0 && t('preview.correct', { fields: and.format(wrong) })} {hasPicture && t('preview.old')}
    </Text>
  );
}
