import { useEffect, useState } from 'react';
import { ProblemError } from '../../shared/client';
import { ProblemNote } from '../../shared/ProblemNote';
import { attemptsOf, type Attempt } from './api';

/** The last attempts on a trunk, newest first. */
export function Attempts({ trunkId }: { trunkId: string }) {
  const [items, setItems] = useState<Attempt[]>();
  const [problem, setProblem] = useState<ProblemError>();
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let current = true;
    attemptsOf(trunkId).then(
      (page) => current && (setItems(page.items), setProblem(undefined)),
      (error) => current && setProblem(error as ProblemError),
    );
    return () => {
      current = false;
    };
  }, [trunkId, asked]);

  return (
    <section aria-label="Recent attempts" className="panel">
      <div className="bar">
        <h2>Recent attempts</h2>
        <button type="button" onClick={() => setAsked(asked + 1)}>
          Look again
        </button>
      </div>
      <ProblemNote problem={problem} />
      {items?.length === 0 && <p>No call has tried this trunk yet.</p>}
      {items && items.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Began</th>
              <th>Base number</th>
              <th>Caller ID by</th>
              <th>Carrier</th>
              <th>Answer</th>
              <th>Ended by</th>
            </tr>
          </thead>
          <tbody>
            {items.map((attempt) => (
              <tr key={`${attempt.callId} ${attempt.startedAt} ${attempt.carrier}`}>
                <td>{new Date(attempt.startedAt).toLocaleString()}</td>
                <td>{attempt.baseNumber}</td>
                <td>{attempt.callerIdRule}</td>
                <td>
                  {attempt.carrier} ({attempt.transport})
                </td>
                <td>
                  {attempt.code} {attempt.reason}
                </td>
                <td>{attempt.endedBy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
