import { useEffect } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { type Draft, idOf } from './draft';

/** The trunk ID follows the name until somebody gives it another. */
export function useIdFromName({ getValues, setValue, subscribe }: UseFormReturn<Draft>, isNew: boolean) {
  useEffect(() => {
    if (!isNew) return;
    let before = idOf(getValues('name'));
    return subscribe({
      name: 'name',
      formState: { values: true },
      callback: ({ values }) => {
        const now = idOf(values.name);
        if (now === before) return;
        const follows = values.trunkId === before || values.trunkId === '';
        before = now;
        if (follows) setValue('trunkId', now, { shouldDirty: true });
      },
    });
  }, [isNew, getValues, setValue, subscribe]);
}
