import { useState } from 'react';
import { ProblemError, send } from './client';
import { ProblemNote } from './ProblemNote';
import { useMay } from './session';

type Props = { what: string; path: string; revision: number; canForce: boolean; onDeleted: () => void };

/** Deletes after a question; what depends on the object is named before it goes all the same. */
export function DeleteButton({ what, path, revision, canForce, onDeleted }: Props) {
  const mayDelete = useMay('editor');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  async function remove(force: boolean) {
    try {
      await send('DELETE', force ? `${path}?force=true` : path, { ifMatch: revision });
      onDeleted();
    } catch (error) {
      setProblem(error as ProblemError);
    }
  }

  if (!mayDelete) return null;
  if (!asking) {
    return (
      <button type="button" className="quiet" onClick={() => setAsking(true)} aria-label={`Delete ${what}`}>
        Delete
      </button>
    );
  }
  const inUse = problem?.type === '/problems/in-use';
  return (
    <div className="question" role="group" aria-label={`Delete ${what}?`}>
      <ProblemNote problem={problem} />
      <p>{inUse ? `Delete ${what} and its links?` : `Delete ${what}?`}</p>
      {(!inUse || canForce) && (
        <button type="button" className="danger" onClick={() => void remove(inUse)}>
          {inUse ? 'Delete all the same' : 'Yes, delete'}
        </button>
      )}
      <button
        type="button"
        onClick={() => {
          setAsking(false);
          setProblem(undefined);
        }}
      >
        Keep
      </button>
    </div>
  );
}
