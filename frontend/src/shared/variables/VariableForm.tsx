import { Alert, Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../api/client';
import type { ProblemError, Violation } from '../api/problem';
import { announce } from '../feedback/announce';
import { ProblemAlert } from '../feedback/ProblemAlert';
import { SelectControl } from '../form/SelectControl';
import { TextControl } from '../form/TextControl';
import { putToFields } from '../form/violations';
import { useFormats } from '../format/time';
import { useProblemTexts } from '../i18n/problems';
import { kindOf, KINDS, typeOf } from './kinds';
import { saveVariable, type VariableFields } from './saveVariable';
import { ValueControl } from './ValueControl';
import type { VariableDialogProps } from './VariableDialog';

const POINTERS = { name: '/name', kind: '/type', value: '/value' } as const;

export function VariableForm({ variable, kinds = KINDS, onSaved, onClose }: Omit<VariableDialogProps, 'isOpen'>) {
  const { t } = useTranslation('variable-form');
  const { t: shared } = useTranslation('shared');
  const { ago } = useFormats();
  const texts = useProblemTexts();
  const client = useQueryClient();
  const [read, setRead] = useState(variable);
  const [theirs, setTheirs] = useState<Schemas['Variable']>();
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const offered = variable ? KINDS.filter((kind) => typeOf(kind) === variable.type) : kinds;
  const { control, handleSubmit, setError } = useForm<VariableFields>({
    defaultValues: { name: '', kind: variable ? kindOf(variable) : offered[0], value: variable?.value ?? '' },
  });
  const kind = useWatch({ control, name: 'kind' });

  const saving = useMutation<
    Schemas['Variable'],
    ProblemError,
    { fields: VariableFields; base: Schemas['Variable'] | undefined }
  >({
    mutationFn: ({ fields, base }) => saveVariable(fields, base),
    // A secret that was typed does not stay in memory once it is stored.
    gcTime: 0,
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['variables'] });
      announce(t('saved', { name: saved.name }));
      onSaved(saved);
    },
    onError: async (problem) => {
      setElsewhere(putToFields(problem.violations, POINTERS, texts.violation, setError));
      if (problem.status !== 412 || !read) return;
      setTheirs(
        await ok(api.GET('/api/v1/variables/{name}', { params: { path: { name: read.name } } })).catch(() => undefined),
      );
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    // The dialog may stand in another form, to which the event would go on.
    event.stopPropagation();
    const base = theirs ?? read;
    setRead(base);
    setTheirs(undefined);
    void handleSubmit((fields) => saving.mutate({ fields, base }))();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {!variable && (
          <TextControl
            name="name"
            control={control}
            label={t('name')}
            help={t('name.help')}
            isRequired
            isFirst
            mono
            placeholder="ACME_CERT"
          />
        )}
        {offered.length > 1 && (
          <SelectControl
            name="kind"
            control={control}
            label={t('kind')}
            help={t(`kind.${kind}.help`)}
            options={offered.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        )}
        <ValueControl control={control} kind={kind} />
        {theirs && (
          <Alert role="alert" color="orange" title={shared('problem.precondition-failed')}>
            {t('changed', { who: theirs.updatedBy, when: ago(theirs.updatedAt) })}
          </Alert>
        )}
        {saving.error && !theirs && <ProblemAlert problem={saving.error} elsewhere={elsewhere} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shared('cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {theirs ? t('replaceAnyway') : variable ? shared('save') : shared('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
