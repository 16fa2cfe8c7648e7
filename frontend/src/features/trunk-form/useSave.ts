import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { UseFormReturn } from 'react-hook-form';
import { ProblemError, type Violation } from '../../shared/api/problem';
import { putToFields } from '../../shared/form/violations';
import { useProblemTexts } from '../../shared/i18n/problems';
import { createTrunk, getTrunk, replaceTrunk } from './api';
import type { Draft, FieldName, Trunk } from './draft';
import { FIELDS, pointersOf, requestOf } from './fields';

/** What somebody else did to the trunk meanwhile: it is theirs now, or it is gone. */
export type Meanwhile = { mine: Draft; theirs: Trunk | undefined };

type Asked = { draft: Draft; base: Trunk | undefined };

/** 412 when it changed or went, 404 when it went before. */
const isOvertaken = (problem: ProblemError) => problem.status === 412 || problem.status === 404;

/**
 * Saves the form, and keeps all that was typed when that does not work.
 *
 * @param onWrongHabits called before the focus goes to a field of the folded section
 */
export function useSave(
  form: UseFormReturn<Draft>,
  saved: Trunk | undefined,
  onWrongHabits: () => void,
  onSaved: (trunk: Trunk) => void,
) {
  const texts = useProblemTexts();
  const client = useQueryClient();
  const [base, setBase] = useState(saved);
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const [meanwhile, setMeanwhile] = useState<Meanwhile>();

  function show(problem: ProblemError, draft: Draft) {
    const pointers = pointersOf(draft);
    const isHabit = (pointer: string) =>
      Object.entries(pointers).some(
        ([name, at]) =>
          FIELDS[name as FieldName].section === 'habits' && (pointer === at || pointer.startsWith(`${at}/`)),
      );
    if (problem.violations.some(({ pointer }) => isHabit(pointer))) flushSync(onWrongHabits);
    setElsewhere(putToFields(problem.violations, pointers, texts.violation, form.setError));
  }

  const saving = useMutation<Trunk, ProblemError, Asked>({
    mutationFn: ({ draft, base }) =>
      base ? replaceTrunk(base.trunkId, requestOf(draft), base.revision) : createTrunk(requestOf(draft)),
    // A password that was typed does not stay in memory once it is stored.
    gcTime: 0,
    onSuccess: (trunk) => {
      void client.invalidateQueries();
      onSaved(trunk);
    },
    onError: async (problem, { draft, base }) => {
      if (!base || !isOvertaken(problem)) return show(problem, draft);
      try {
        setMeanwhile({ mine: draft, theirs: await getTrunk(base.trunkId) });
      } catch (error) {
        // What it is now can't be read: the alert says that it changed, and the next save asks again.
        if (error instanceof ProblemError && error.status === 404) setMeanwhile({ mine: draft, theirs: undefined });
      }
    },
  });

  /** @param on the state that the change is made to; undefined: the trunk is to be created */
  function save(draft: Draft, on: Trunk | undefined) {
    form.clearErrors();
    setElsewhere([]);
    setMeanwhile(undefined);
    setBase(on);
    saving.mutate({ draft, base: on });
  }

  return {
    /** The trunk as it was when the form took it over last. */
    base,
    save,
    isSaving: saving.isPending,
    problem: meanwhile ? undefined : (saving.error ?? undefined),
    elsewhere,
    meanwhile,
    forget: () => {
      setMeanwhile(undefined);
      saving.reset();
    },
  };
}
