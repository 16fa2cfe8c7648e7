import type { ProblemError } from './client';

/** Says what went wrong, for what belongs to no field. */
export function ProblemNote({ problem }: { problem?: ProblemError }) {
  if (!problem) return null;
  return (
    <div role="alert" className="problem">
      <strong>{problem.message}.</strong> {problem.detail}
    </div>
  );
}
