import { useCallback, useEffect, useState } from 'react';
import { all, ProblemError } from './client';

/** A list of the API, whole; `reload` reads it again. */
export function useList<T>(path: string) {
  const [items, setItems] = useState<T[]>();
  const [problem, setProblem] = useState<ProblemError>();
  const reload = useCallback(async () => {
    try {
      setItems(await all<T>(path));
      setProblem(undefined);
    } catch (error) {
      setProblem(error as ProblemError);
    }
  }, [path]);
  useEffect(() => void reload(), [reload]);
  return { items, problem, reload };
}
