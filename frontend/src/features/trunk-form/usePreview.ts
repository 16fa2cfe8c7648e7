import { useEffect, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import type { Schemas } from '../../shared/api/client';
import { ProblemError } from '../../shared/api/problem';
import { previewRoute } from './api';
import type { Draft, Trunk, TrunkRequest } from './draft';
import { requestOf } from './fields';

export type RoutePreview = Schemas['RoutePreview'];

export type Preview = {
  /** The base number whose call is looked at; undefined: a sample. */
  number: string | undefined;
  choose: (number: string) => void;
  /** What could be computed last; undefined: nothing so far. */
  shown: RoutePreview | undefined;
  /** Of the first few base numbers, in their order. */
  orders: readonly RoutePreview[];
  /** Why the form as it is now can't be computed. */
  problem: ProblemError | undefined;
  retry: () => void;
};

const TYPED_FOR_MS = 300;
const ORDERS = 3;

/** The password is not needed for it, and links that nobody touched are the stored ones. */
function previewed(draft: Draft, base: Trunk | undefined): TrunkRequest {
  const { baseNumbers, ...trunk } = requestOf({ ...draft, authPass: '' });
  const isTouched = !base || JSON.stringify(baseNumbers) !== JSON.stringify(base.baseNumbers);
  return isTouched ? { ...trunk, baseNumbers } : trunk;
}

type Asked = { trunk: TrunkRequest; numbers: (string | undefined)[] };
type Answered = { byNumber: readonly RoutePreview[]; problem?: ProblemError };

/** What the server says that the carrier would get, for the form as it is; asked while one types, and never guessed. */
export function usePreview(control: Control<Draft>, base: Trunk | undefined): Preview {
  const draft = useWatch({ control }) as Draft;
  const [chosen, choose] = useState<string>();
  const [tries, setTries] = useState(0);
  const [answered, setAnswered] = useState<Answered>({ byNumber: [] });
  const first = draft.baseNumbers.slice(0, ORDERS);
  const number = chosen && draft.baseNumbers.includes(chosen) ? chosen : first[0];
  const asked: Asked = { trunk: previewed(draft, base), numbers: [number, ...first.filter((one) => one !== number)] };
  const key = JSON.stringify(asked);

  useEffect(() => {
    const { trunk, numbers } = JSON.parse(key) as Asked;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      Promise.all(
        (numbers.length ? numbers : [undefined]).map((one) => previewRoute(trunk, one ?? undefined, leaving.signal)),
      ).then(
        (byNumber) => setAnswered({ byNumber }),
        (problem: ProblemError) => {
          if (!leaving.signal.aborted) setAnswered(({ byNumber }) => ({ byNumber, problem }));
        },
      );
    }, TYPED_FOR_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [key, tries]);

  const { byNumber, problem } = answered;
  return {
    number,
    choose,
    shown: byNumber.find((preview) => preview.baseNumber === number) ?? byNumber[0],
    orders: first.flatMap((one) => byNumber.find((preview) => preview.baseNumber === one) ?? []),
    problem,
    retry: () => setTries(tries + 1),
  };
}
