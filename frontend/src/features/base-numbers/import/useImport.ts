import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ProblemError } from '../../../shared/api/problem';
import type { Part } from './csv';
import { apply, check, type ImportRow } from './importApi';

export type ImportState =
  | { step: 'choose'; problem?: ProblemError; isEmpty?: boolean }
  | { step: 'checking'; done: number; of: number }
  | { step: 'checked'; parts: readonly Part[]; rows: readonly ImportRow[] }
  | { step: 'applying'; parts: readonly Part[]; rows: readonly ImportRow[]; done: number }
  /** `done` parts are written, the next one is not. */
  | { step: 'stopped'; parts: readonly Part[]; rows: readonly ImportRow[]; done: number; problem?: ProblemError }
  | { step: 'done'; rows: readonly ImportRow[] };

/** An import from the file to the end: all of it is checked before anything is written. */
export function useImport() {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState>({ step: 'choose' });
  const abort = useRef(new AbortController());
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      abort.current.abort();
      isStopped.current = true;
    },
    [],
  );

  async function start(file: string) {
    const { signal } = (abort.current = new AbortController());
    setState({ step: 'checking', done: 0, of: 1 });
    try {
      const { parts, rows } = await check(file, signal, (done, of) => setState({ step: 'checking', done, of }));
      setState(rows.length === 0 ? { step: 'choose', isEmpty: true } : { step: 'checked', parts, rows });
    } catch (error) {
      if (!signal.aborted) setState({ step: 'choose', problem: error as ProblemError });
    }
  }

  async function write(parts: readonly Part[], rows: readonly ImportRow[], from: number) {
    isStopped.current = false;
    let done = from;
    try {
      for (; done < parts.length && !isStopped.current; done++) {
        setState({ step: 'applying', parts, rows, done });
        await apply(parts[done]!);
      }
      setState(done < parts.length ? { step: 'stopped', parts, rows, done } : { step: 'done', rows });
    } catch (error) {
      setState({ step: 'stopped', parts, rows, done, problem: error as ProblemError });
    }
    void client.invalidateQueries({ queryKey: ['base-numbers'] });
  }

  return {
    state,
    /** Checks what is in a file, in whole. */
    start: (file: string) => void start(file),
    /** Writes what was checked, or what is left of it. */
    write: () => {
      if (state.step === 'checked') void write(state.parts, state.rows, 0);
      if (state.step === 'stopped') void write(state.parts, state.rows, state.done);
    },
    /** After the part that is being written, so that it is known what is. */
    stop: () => {
      isStopped.current = true;
    },
    again: () => {
      abort.current.abort();
      setState({ step: 'choose' });
    },
  };
}
