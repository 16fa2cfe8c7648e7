import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ProblemError, Violation } from '../../../shared/api/problem';
import { announce } from '../../../shared/feedback/announce';
import { putToFields } from '../../../shared/form/violations';
import { useProblemTexts } from '../../../shared/i18n/problems';
import { type BaseNumber, type NumberFields, readNumber, saveNumber } from '../queries';

const POINTERS = { number: '/number', name: '/name', egressTrunks: '/egressTrunks' } as const;

const fieldsOf = (read: BaseNumber | undefined): NumberFields => ({
  number: read?.number ?? '',
  name: read?.name ?? '',
  egressTrunks: read?.egressTrunks ?? [],
});

/**
 * What is typed about a base number until it is stored. What others do meanwhile changes nothing of it: the server says so
 * when it is saved, and whoever saves chooses.
 *
 * @param present as it is in the API; undefined: a new number
 */
export function useNumberForm(present: BaseNumber | undefined, onDone: () => void) {
  const { t } = useTranslation('base-numbers');
  const texts = useProblemTexts();
  const client = useQueryClient();
  const [read, setRead] = useState(present);
  const [conflict, setConflict] = useState<BaseNumber>();
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const form = useForm<NumberFields>({ defaultValues: fieldsOf(present) });

  const saving = useMutation<BaseNumber, ProblemError, { fields: NumberFields; base: BaseNumber | undefined }>({
    mutationFn: ({ fields, base }) => saveNumber(fields, base),
    onSuccess: ({ number }) => done(t('saved', { number })),
    onError: async (problem) => {
      setElsewhere(putToFields(problem.violations, POINTERS, texts.violation, form.setError));
      if (problem.status === 412 && read) setConflict(await readNumber(read.number).catch(() => undefined));
    },
  });

  function done(words: string) {
    void client.invalidateQueries({ queryKey: ['base-numbers', 'list'] });
    if (read) client.removeQueries({ queryKey: ['base-numbers', 'one', read.number] });
    announce(words);
    onDone();
  }

  return {
    form,
    saving,
    elsewhere,
    isDirty: form.formState.isDirty,
    /** What is there now, if it is another than what was read. */
    conflict,
    submit: (event: FormEvent) =>
      void form.handleSubmit((fields) => saving.mutate({ fields, base: read }))(event as never),
    keepMine() {
      setConflict(undefined);
      setRead(conflict);
      saving.mutate({ fields: form.getValues(), base: conflict });
    },
    takeTheirs() {
      setConflict(undefined);
      setRead(conflict);
      saving.reset();
      form.reset(fieldsOf(conflict));
    },
    tellDeleted: () => done(t('deleted', { number: present?.number ?? '' })),
  };
}
