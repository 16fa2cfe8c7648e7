/** So many requests at once: the service has other callers too. */
const AT_ONCE = 4;

export type Progress = { good: readonly string[]; failed: readonly Failure[] };
export type Failure = { item: string; error: unknown };

/**
 * Does the same for each of many, a few at a time, until the signal says stop. What fails keeps nothing else from being done.
 *
 * @param tell called after each
 */
export async function inTurn(items: readonly string[], work: (item: string) => Promise<unknown>, signal: AbortSignal, tell: (progress: Progress) => void) {
  const good: string[] = [];
  const failed: Failure[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length && !signal.aborted) {
      const item = items[next++]!;
      await work(item).then(
        () => good.push(item),
        (error: unknown) => failed.push({ item, error }),
      );
      tell({ good, failed });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
