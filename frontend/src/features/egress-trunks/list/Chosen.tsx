import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProblemError } from '../../../shared/api/problem';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import type { BulkAction } from '../bulk/action';
import { BulkBar } from '../bulk/BulkBar';
import { readIds } from './queries';
import type { Filters } from './search';

type Props = {
  chosen: readonly string[];
  loaded: readonly string[];
  total: number;
  filters: Filters;
  onChoose: (chosen: string[]) => void;
  onAct: (action: BulkAction) => void;
};

/** The bar for the trunks that are chosen, if any are. */
export function Chosen({ chosen, loaded, total, filters, onChoose, onAct }: Props) {
  const hidden = useMemo(() => {
    const here = new Set(loaded);
    return chosen.filter((id) => !here.has(id)).length;
  }, [chosen, loaded]);
  const all = useMutation<string[], ProblemError>({ mutationFn: () => readIds(filters), onSuccess: onChoose });
  if (chosen.length === 0) return null;
  return (
    <>
      <ProblemAlert problem={all.error} />
      <BulkBar
        count={chosen.length}
        hidden={hidden}
        matching={chosen.length < total ? total : undefined}
        isChoosingAll={all.isPending}
        onAll={() => all.mutate()}
        onNone={() => onChoose([])}
        onAct={onAct}
      />
    </>
  );
}
